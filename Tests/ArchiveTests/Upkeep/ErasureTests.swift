import Foundation
import TestKit
import Testing

@testable import Archive

@Suite("A spike is erased from all archives")
struct ErasureTests {
    static let archives = [
        "AVERAGE:0.5:1:500", "AVERAGE:0.5:4:300", "AVERAGE:0.5:40:100", "MAX:0.99:4:300", "MAX:0.99:40:100",
        "MIN:0.99:40:100", "LAST:0.5:4:100",
    ]

    /// Two files of the same values, but for those that are meant, which the second has as unknown.
    private func pair(
        _ seed: UInt64, meant: (_ end: Int, _ value: Double) -> Bool
    ) throws -> (ours: PlainFile, witness: PlainFile, source: SeededGenerator) {
        var source = SeededGenerator(state: seed)
        var (ours, witness) = (try PlainFile(Self.archives), try PlainFile(Self.archives))
        for row in 1...400 {
            let end = PlainFile.start + row * 15
            let values = (0..<2).map { _ in
                source.happens(10) ? .nan : source.happens(5) ? 5000.0 : Double(source.int(0...1000)) / 10
            }
            try ours.feed(values, after: 15)
            try witness.feed([meant(end, values[0]) ? .nan : values[0], values[1]], after: 15)
        }
        return (ours, witness, source)
    }

    /// The rows, the open rows and what follows.
    private func expectSame(
        _ ours: PlainFile, _ witness: PlainFile, _ source: SeededGenerator, _ comment: Comment
    ) throws {
        var (ours, witness, source) = (ours, witness, source)
        #expect(differences(try ours.contents(), try witness.contents()) == [], comment)
        for _ in 0..<50 {
            let values = (0..<2).map { _ in source.happens(10) ? .nan : Double(source.int(0...100)) }
            try ours.feed(values, after: 15)
            try witness.feed(values, after: 15)
        }
        #expect(differences(try ours.contents(), try witness.contents()) == [], comment)
    }

    @Test("as if the values above a limit had never been, for all that is still known step by step", arguments: 1...8)
    func limit(seed: UInt64) throws {
        let (ours, witness, source) = try pair(seed) { _, value in value > 1000 }
        var contents = try ours.contents()
        let erasure = Erasure(PlainFile.start..<(PlainFile.start + 400 * 15), .above(1000))
        let counts = try contents.erase(erasure, columns: [0])
        try contents.write()
        #expect(counts[0].erased > 0)
        #expect(counts[2].renewed > 0)
        try expectSame(ours, witness, source, "seed \(seed)")
    }

    @Test("as if a range had never been, from the middle of a row to that of another", arguments: 1...8)
    func range(seed: UInt64) throws {
        let first = PlainFile.start + Int(seed) * 211
        let range = first..<(first + Int(seed) * 300)
        let (ours, witness, source) = try pair(seed) { end, _ in range.overlaps((end - 15)..<end) }
        var contents = try ours.contents()
        _ = try contents.erase(Erasure(range), columns: [0])
        try contents.write()
        try expectSame(ours, witness, source, "seed \(seed)")
    }

    @Test("a second time nothing changes")
    func again() throws {
        let (ours, _, _) = try pair(3) { _, _ in false }
        let erasure = Erasure((PlainFile.start + 1000)..<(PlainFile.start + 9000), .above(90))
        var contents = try ours.contents()
        _ = try contents.erase(erasure, columns: [0, 1])
        try contents.write()
        let once = try ours.bytes()
        let counts = try contents.erase(erasure, columns: [0, 1])
        try contents.write()
        #expect(counts.allSatisfy { $0.erased == 0 && $0.renewed == 0 })
        #expect(try ours.bytes() == once)
    }

    @Test("the step that is open loses its share too")
    func openStep() throws {
        var (ours, witness) = (try PlainFile(Self.archives), try PlainFile(Self.archives))
        for (value, seconds) in [(1.0, 15), (2, 15), (9000, 9)] {
            try ours.feed([value, 1], after: seconds)
            try witness.feed([value > 100 ? .nan : value, 1], after: seconds)
        }
        var contents = try ours.contents()
        _ = try contents.erase(Erasure(PlainFile.start..<(PlainFile.start + 100), .above(100)), columns: [0])
        try contents.write()
        try expectSame(ours, witness, SeededGenerator(state: 1), "")
    }

    @Test("where the fine rows are gone, a coarse one goes by its own value, or where it lies within the range")
    func coarseAlone() throws {
        var file = try PlainFile(["AVERAGE:0.5:1:8", "AVERAGE:0.5:4:20", "MAX:0.99:4:20"])
        for row in 0..<40 { try file.feed([row == 5 ? 4000 : 1, 1], after: 15) }
        var contents = try file.contents()
        let all = PlainFile.start..<(PlainFile.start + 600)
        var limited = contents
        let counts = try limited.erase(Erasure(all, .above(100)), columns: [0])
        #expect(counts.map(\.erased) == [0, 1, 1])
        #expect(limited.rings[1][0, endingAt: PlainFile.start + 120].isNaN)
        #expect(limited.rings[2][0, endingAt: PlainFile.start + 60] == 1)
        // Of two coarse rows one lies within, of the other only a part.
        let counts2 = try contents.erase(
            Erasure((PlainFile.start + 60)..<(PlainFile.start + 150)), columns: [0])
        #expect(counts2.map(\.erased) == [0, 1, 1])
        #expect(contents.rings[1][0, endingAt: PlainFile.start + 180] == 1)
    }

    @Test("a file that is not plain is left to librrd's tools")
    func notPlain() throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/counter.rrd"
        try RRDCreation.create(
            path, definitions: ["DS:a:COUNTER:120:U:U", "RRA:AVERAGE:0.5:1:10"], step: 15, start: midnight)
        var contents = try #require(try FileContents(readingFrom: path, now: midnight))
        #expect(throws: FileContentsError.notPlain(path: path)) {
            try contents.erase(Erasure(0..<midnight), columns: [0])
        }
        #expect(throws: FileContentsError.notPlain(path: path)) { try contents.write() }
    }
}
