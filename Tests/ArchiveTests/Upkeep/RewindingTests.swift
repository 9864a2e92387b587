import ArchiveKit
import Foundation
import MetricModel
import TestKit
import Testing

@testable import Archive

@Suite("A file that a wrong clock carried into the future is rewound")
struct RewindingTests {
    private static let archives = ErasureTests.archives
    private static let resolutions =
        [("AVERAGE", 15), ("AVERAGE", 60), ("AVERAGE", 600)]
        + [("MAX", 60), ("MAX", 600), ("MIN", 600), ("LAST", 60)]
    /// Rows of each, in seconds.
    private static let spans = [500 * 15, 300 * 60, 100 * 600, 300 * 60, 100 * 600, 100 * 600, 100 * 60]

    /// What rrdtool itself does, a reading for each time.
    private static func update(_ file: PlainFile, _ times: [Int], seed: UInt64) throws {
        var source = SeededGenerator(state: seed)
        let readings = times.map { time in
            let values = (0..<2).map { _ in source.happens(10) ? "U" : "\(Double(source.int(0...1000)) / 8)" }
            return "\(time):\(values.joined(separator: ":"))"
        }
        let result = try SystemProgram.run("rrdtool", ["update", file.path] + readings)
        #expect(result.status == 0, "\(result.complaint)")
    }

    private static func times(_ count: Int, from time: Int, every seconds: Int = 15) -> [Int] {
        (1...count).map { time + $0 * seconds }
    }

    private func rewind(_ file: PlainFile, to time: Int) throws -> Int? {
        var contents = try contents(of: file)
        let gone = try contents.rewind(to: time)
        try contents.write()
        return gone
    }

    private func contents(of file: PlainFile) throws -> FileContents {
        try #require(try FileContents(readingFrom: file.path, now: .max))
    }

    @Test(
        "and is then one that was last updated at the time, as rrdtool tells",
        arguments: [
            // Until when, in seconds; where the future begins after that, and how many rows it has.
            (6000, 0, 40), (6000, 600, 40), (6000, 604_800, 40), (6000, 604_800, 700), (6000, 0, 450),
            (4530, 7200, 3), (4530, 86_400, 100), (4530, 900, 1), (15, 3600, 10), (6015, 5000, 30),
            (5775, 31_536_000, 5),
        ])
    func likeOneThatNeverLeapt(until: Int, gap: Int, count: Int) throws {
        let (ours, witness) = (try PlainFile(Self.archives), try PlainFile(Self.archives))
        let time = PlainFile.start + until
        for file in [ours, witness] {
            try Self.update(file, Self.times(until / 15, from: PlainFile.start), seed: 1)
        }
        let future = Self.times(count, from: time + gap)
        try Self.update(ours, future, seed: 2)
        #expect(try rewind(ours, to: time + 7) ?? 0 > 0)
        #expect(try RRDTool.run("last", ours.path) == RRDTool.run("last", witness.path))
        #expect(try SoundFile(ours.path).header.lastUpdate == time)
        for file in [ours, witness] { try Self.update(file, Self.times(200, from: time), seed: 3) }

        let end = time + 200 * 15
        let newest = future.last ?? 0
        // Where the fine rows of an open row are gone, nobody knows what was in it.
        let isFineLost = { (row: Range<Int>) in row.lowerBound < newest - Self.spans[0] }
        for (archive, (kind, resolution)) in Self.resolutions.enumerated() {
            let span = Self.spans[archive]
            // Further back rrdtool would answer from another archive.
            let from = max(PlainFile.start, end - end % resolution - span)
            let found = try RRDTool.fetch(ours.path, kind, from: from, to: end, resolution: resolution)
            let expected = try RRDTool.fetch(witness.path, kind, from: from, to: end, resolution: resolution)
            #expect(found.keys.sorted() == expected.keys.sorted())
            var agreed = 0
            for (rowEnd, values) in expected {
                let row = (rowEnd - resolution)..<rowEnd
                let isOverwritten = rowEnd <= time && row.lowerBound < newest - newest % resolution - span
                let isOpen = row.lowerBound < time && time < rowEnd
                if isOverwritten {
                    #expect(found[rowEnd] == ["nan", "nan"], "\(kind) \(resolution), \(rowEnd - time)")
                } else if !isOpen || !isFineLost(row) {
                    agreed += 1
                    #expect(found[rowEnd] == values, "\(kind) \(resolution), \(rowEnd - time)")
                }
            }
            #expect(agreed > 3)
        }
    }

    @Test("to the last whole step, if the time lies within one")
    func withinStep() throws {
        let (ours, witness) = (try PlainFile(Self.archives), try PlainFile(Self.archives))
        let time = PlainFile.start + 3009
        for file in [ours, witness] { try Self.update(file, [PlainFile.start + 3000], seed: 1) }
        try Self.update(ours, [time - 2, time + 40, time + 900], seed: 2)
        #expect(try rewind(ours, to: time) != nil)
        #expect(differences(try contents(of: ours), try contents(of: witness), tolerance: 0) == [])
        for file in [ours, witness] { try Self.update(file, Self.times(100, from: time), seed: 3) }
        let (found, expected) = (try contents(of: ours), try contents(of: witness))
        #expect(found.header == expected.header)
        #expect(differences(found, expected) == [])
    }

    @Test("a second time nothing changes, and one that is not later is left alone")
    func again() throws {
        let file = try PlainFile(Self.archives)
        let times = Self.times(100, from: PlainFile.start)
        try Self.update(file, times, seed: 1)
        let before = try file.bytes()
        #expect(try rewind(file, to: PlainFile.start + 1500) == nil)
        #expect(try file.bytes() == before)
        #expect(try rewind(file, to: PlainFile.start + 1000) != nil)
        let once = try file.bytes()
        #expect(try rewind(file, to: PlainFile.start + 1000) == nil)
        #expect(try file.bytes() == once)
    }

    @Test("but for one that is not ours to change")
    func foreign() throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/counter.rrd"
        _ = try RRDTool.run(
            "create", path, "--start", "4000000000", "--step", "15", "DS:a:COUNTER:120:U:U", "RRA:AVERAGE:0.5:1:10")
        var contents = try #require(try FileContents(readingFrom: path, now: .max))
        #expect(throws: FileContentsError.notPlain(path: path)) { try contents.rewind(to: midnight) }
    }
}
