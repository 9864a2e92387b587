import Foundation
import MetricModel
import TestKit
import Testing

@testable import Archive

@Suite("Rows of another file fill those that are unknown")
struct FillingTests {
    /// A ring of another file whose rows, from the newest back, have these values.
    private func ring(_ values: [Double], seconds: Int, _ kind: Consolidation = .average) -> Ring {
        Ring(
            RoundRobinArchive(kind, stepsPerRow: 4, rows: values.count, maximumUnknown: 0.5), step: seconds / 4,
            columns: 1, lastUpdate: midnight, current: values.count - 1, values: values.reversed())
    }

    private func file(_ archives: [RoundRobinArchive], step: Int = 60) -> FileContents {
        FileContents(
            path: "/x.rrd", columns: [.init(name: "a", heartbeat: 120)], archives: archives, step: step,
            lastUpdate: midnight)
    }

    private func average(_ stepsPerRow: Int, rows: Int, _ kind: Consolidation = .average) -> RoundRobinArchive {
        RoundRobinArchive(kind, stepsPerRow: stepsPerRow, rows: rows, maximumUnknown: kind == .average ? 0.5 : 0.99)
    }

    @Test("by the seconds that they share, whatever the resolutions")
    func weights() {
        var contents = file([average(10, rows: 2), average(10, rows: 2, .max)])
        let filled = contents.fill(0, from: [ring([10, 20, 40, 80], seconds: 360)])
        #expect(filled == 4)
        // 360 s of 10 and 240 of 20; then 120 of 20, 360 of 40 and 120 of 80.
        #expect(contents.rings[0][0, endingAt: midnight] == 14)
        #expect(abs(contents.rings[0][0, endingAt: midnight - 600] - 44) < 1e-9)
        #expect(contents.rings[1][0, endingAt: midnight] == 20)
        #expect(contents.rings[1][0, endingAt: midnight - 600] == 80)
    }

    @Test("where more is unknown than the archive bears, a row stays so")
    func unknown() {
        var contents = file([average(12, rows: 1), average(12, rows: 1, .max)])
        #expect(contents.fill(0, from: [ring([10, .nan, .nan, 5], seconds: 180)]) == 2)
        var fewer = file([average(12, rows: 1), average(12, rows: 1, .max)])
        #expect(fewer.fill(0, from: [ring([10, .nan, .nan, .nan], seconds: 180)]) == 1)
        #expect(fewer.rings[0][0, endingAt: midnight].isNaN)
        #expect(fewer.rings[1][0, endingAt: midnight] == 10)
    }

    @Test("from the finest ring that covers a row, known values staying")
    func finest() {
        var contents = file([average(1, rows: 12)])
        contents.rings[0][0, endingAt: midnight - 60] = 7
        let filled = contents.fill(0, from: [ring([1, 2], seconds: 360), ring([10, 20, 30, 40], seconds: 60)])
        #expect(filled == 11)
        let rows = contents.rings[0].everyRow.map { contents.rings[0][0, endingAt: $0] }
        #expect(rows == [2, 2, 2, 2, 2, 2, 1, 1, 40, 30, 7, 10])
    }

    @Test("a row that is open takes the steps that are known now, and keeps those that it had")
    func openRow() {
        var contents = file([average(1, rows: 100), average(7, rows: 10), average(7, rows: 10, .max)])
        let open = contents.openRow(1)
        let steps = open.count / 60
        #expect((1...6).contains(steps))
        contents.rings[0][0, endingAt: midnight] = 100
        _ = contents.fill(0, from: [ring([Double](repeating: 3, count: 50), seconds: 60)])
        #expect(contents.openValue(1, 0) == Double(100 + 3 * (steps - 1)))
        #expect(contents.openValue(2, 0) == 100)
    }

    @Test("rows before and behind what the other file knows stay unknown")
    func outside() {
        var contents = file([average(1, rows: 30)])
        let other = Ring(
            average(1, rows: 5), step: 60, columns: 1, lastUpdate: midnight - 600, current: 4,
            values: [1, 2, 3, 4, 5])
        #expect(contents.fill(0, from: [other]) == 5)
        #expect(contents.rings[0][0, endingAt: midnight - 600] == 5)
        #expect(contents.rings[0][0, endingAt: midnight - 540].isNaN)
        #expect(contents.fill(0, from: [other]) == 0)
    }
}
