import Archive
import Foundation
import TestKit
import Testing

@Suite("Rows become librrd's text and come back")
struct UpdateLinesTests {
    @Test(
        "a number is written so that it can be read back",
        arguments: [
            (0.0, "0"), (-0.0, "-0.0"), (1, "1"), (-42, "-42"), (0.1, "0.1"), (12.5, "12.5"), (1e-7, "1e-07"),
            (1e300, "1e+300"), (.leastNonzeroMagnitude, "5e-324"), (9_007_199_254_740_991, "9007199254740991"),
            (9_007_199_254_740_992, "9007199254740992.0"), (.nan, "U"), (.infinity, "U"), (-.infinity, "U"),
            (.greatestFiniteMagnitude, "U"),
        ])
    func text(value: Double, text: String) {
        var lines = UpdateLines()
        lines.begin(at: 1_700_000_000)
        lines.append(value)
        #expect(lines.description == "1700000000:\(text)")
        #expect(text == "U" || Double(text) == value)
    }

    @Test("many lines go in one call, and the buffer is used again")
    func lines() {
        var lines = UpdateLines()
        for _ in 0..<2 {
            lines.removeAll()
            lines.begin(at: 10)
            lines.append(1)
            lines.appendUnknown()
            lines.begin(at: 20)
            lines.append(2)
            lines.append(3.5)
            #expect(lines.description == "10:1:U\n20:2:3.5")
        }
    }

    /// librrd reads decimals by multiplying, and multiplies a gauge by its seconds and divides again.
    @Test("librrd returns a value to within a few units of its last place")
    func roundTrip() async throws {
        var generator = SplitMix(state: 7)
        var values: [Double] = [0, 1e-7, 1e-300, 1e300, -1e300, 2.3e-308, 123_456_789.123_456_79, 1e22, 1e23, -0.1]
        for _ in 0..<1_000 {
            let magnitude = Foundation.pow(10, Double.random(in: -9...18, using: &generator))
            values.append(Double.random(in: -1...1, using: &generator) * magnitude)
        }
        let directory = try TemporaryFolder()
        let archive = try openArchive(directory, step: 1)
        archive.store(rows(values.map { [$0] }, as: definition(["a"]), step: 1))
        let fetched = try await archive.fetch(Query(cpu(), from: midnight, to: midnight + values.count))
        await archive.close()
        let found = try #require(fetched["a"])
        #expect(found.count == values.count)
        for (found, value) in zip(found, values) {
            #expect(abs(found - value) <= abs(value) * 1e-14 + .leastNormalMagnitude)
        }
    }

    @Test("whole numbers come back exactly", arguments: [0, 1, 1_073_741_824, 16_887_652_352, 4_503_599_627_370_495])
    func whole(value: Double) async throws {
        let directory = try TemporaryFolder()
        let archive = try openArchive(directory)
        archive.store(rows([[value]], as: definition(["a"])))
        let fetched = try await archive.fetch(Query(cpu(), from: midnight, to: midnight + 15))
        await archive.close()
        #expect(fetched["a"] == [value])
    }
}
