import ArchiveKit
import Foundation
import MetricModel
import TestKit
import Testing

@testable import Archive

@Suite("A file gets the archives that its class asks for now")
struct ResizingTests {
    private func archives(_ texts: [String]) -> [RoundRobinArchive] {
        texts.compactMap { text in
            let parts = text.split(separator: ":")
            guard let kind = Consolidation(rawValue: String(parts[0])), let unknown = Double(parts[1]),
                let steps = Int(parts[2]), let rows = Int(parts[3])
            else { return nil }
            return RoundRobinArchive(kind, stepsPerRow: steps, rows: rows, maximumUnknown: unknown)
        }
    }

    private func values(_ source: inout SeededGenerator) -> [Double] {
        (0..<2).map { _ in source.happens(20) ? .nan : Double(source.int(0...100_000)) / 100 }
    }

    @Test("asked for what it has, a file of any kind is the same to the byte", arguments: 1...30)
    func same(seed: UInt64) throws {
        var random = RandomFile(seed: seed)
        let pair = try FilePair(random.definitions, step: random.step, start: random.start)
        var batch = UpdateBatch(columns: random.columns)
        var writer = PlainRowWriter(on: SystemDisk())
        for _ in 0..<3 {
            _ = random.fill(&batch)
            try writer.write(batch, to: pair.ourFile)
        }
        let before = try pair.bytes(pair.ours)
        let contents = try #require(try FileContents(readingFrom: pair.ours, now: Int(Int32.max)))
        try contents.resized(to: contents.header.archives, step: contents.header.step).write()
        #expect(try pair.bytes(pair.ours) == before)
    }

    @Test("a new file is the one that librrd creates", arguments: Retention.ofAgents)
    func created(retention: Retention) throws {
        let folder = try TemporaryFolder()
        let plan = RetentionPlan(retention, step: 15)
        let theirs = "\(folder.path)/theirs.rrd"
        try RRDCreation.create(theirs, columns: ["a", "b"], plan: plan, heartbeat: 120, start: midnight + 37)
        let expected = try #require(try FileContents(readingFrom: theirs, now: midnight + 37))
        var found = FileContents(
            path: "\(folder.path)/ours.rrd", columns: ["a", "b"], plan: plan, heartbeat: 120,
            lastUpdate: midnight + 37)
        try found.write()
        // librrd draws the place of the first row at random.
        for archive in found.layout.archives {
            found.words[archive.pointer / 8] = expected.words[archive.pointer / 8]
        }
        #expect(found.words.indices.filter { found.words[$0] != expected.words[$0] } == [])
        #expect(found.size == expected.size)
        #expect(found.rings.allSatisfy { $0.values.first?.isNaN == true && $0.values.last?.isNaN == true })
        let told = try RRDTool.run("info", found.path)
        #expect(told.contains("ds[b].minimal_heartbeat = 120"))
    }

    @Test("longer, shorter or new, what follows is as if it had always been so", arguments: 1...8)
    func asIfAlways(seed: UInt64) throws {
        let old = ["AVERAGE:0.5:1:600", "AVERAGE:0.5:4:30", "MAX:0.99:20:20", "MIN:0.99:4:10"]
        let new = ["AVERAGE:0.5:1:300", "MAX:0.99:4:40", "AVERAGE:0.5:4:90", "AVERAGE:0.5:7:50", "MAX:0.99:20:40"]
        var source = SeededGenerator(state: seed)
        var (ours, witness) = (try PlainFile(old), try PlainFile(new))
        func feed(_ count: Int) throws {
            for _ in 0..<count {
                let (values, seconds) = (values(&source), source.happens(80) ? 15 : source.int(1...200))
                try ours.feed(values, after: seconds)
                try witness.feed(values, after: seconds)
            }
        }
        try feed(150)
        try ours.contents().resized(to: archives(new), step: 15).write()
        // Whatever happened before, all of it still had its fine row.
        #expect(differences(try ours.contents(), try witness.contents()) == [], "seed \(seed)")
        try feed(150)
        #expect(differences(try ours.contents(), try witness.contents()) == [], "seed \(seed)")
        let header = try #require(try RRDHeader(readingFrom: ours.path, now: ours.lastUpdate))
        #expect(header.archives == archives(new))
    }

    @Test("where only coarse rows are left, they stand in")
    func coarseRowsStandIn() throws {
        var file = try PlainFile(["AVERAGE:0.5:1:4", "AVERAGE:0.5:4:20"])
        for row in 0..<40 { try file.feed([Double(row), 1], after: 15) }
        let longer = try file.contents().resized(
            to: archives(["AVERAGE:0.5:1:40", "AVERAGE:0.5:4:20", "MAX:0.99:8:5"]), step: 15)
        #expect(longer.rings[0][0, endingAt: PlainFile.start + 600] == 39)
        #expect(longer.rings[0][0, endingAt: PlainFile.start + 15] == 1.5)
        #expect(longer.rings[0][0, endingAt: PlainFile.start + 60] == 1.5)
        #expect(longer.rings[2][0, endingAt: PlainFile.start + 480] == 29.5)
    }

    @Test("another step is as if rows had always come at it", arguments: [(15, 60), (60, 15), (10, 15), (15, 10)])
    func anotherStep(old: Int, new: Int) throws {
        func rings(_ step: Int) -> [String] {
            ["AVERAGE:0:1:\(3000 / step)", "AVERAGE:0:\(300 / step):10", "MAX:0:\(300 / step):10"]
        }
        var (ours, witness) = (try PlainFile(rings(old), step: old), try PlainFile(rings(new), step: new))
        // Values hold as long as the coarser step, so that both see the same.
        var source = SeededGenerator(state: 5)
        for _ in 0..<17 {
            let values = [Double(source.int(0...100)), 3]
            for _ in 0..<(60 / old) { try ours.feed(values, after: old) }
            try witness.feed(values, after: 60)
        }
        try ours.contents().resized(to: archives(rings(new)), step: new).write()
        try ours.feed([7, 3], after: 40)
        try witness.feed([7, 3], after: 40)
        for _ in 0..<20 {
            let values = [Double(source.int(0...100)), 3]
            try ours.feed(values, after: 60)
            try witness.feed(values, after: 60)
        }
        let header = try #require(try RRDHeader(readingFrom: ours.path, now: ours.lastUpdate))
        #expect(header.step == new)
        #expect(differences(try ours.contents(), try witness.contents()) == [])
    }
}
