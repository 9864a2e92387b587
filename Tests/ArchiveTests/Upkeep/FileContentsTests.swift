import ArchiveKit
import Foundation
import MetricModel
import TestKit
import Testing

@testable import Archive

@Suite("A file is replaced as a whole")
struct FileContentsTests {
    private static let path = "/rrd/a.rrd"

    private func contents(_ value: Double) -> FileContents {
        var contents = FileContents(
            path: Self.path, columns: ["a"], plan: RetentionPlan(.brief, step: 15), heartbeat: 120,
            lastUpdate: midnight)
        for ring in contents.rings.indices {
            for index in contents.rings[ring].values.indices { contents.rings[ring].values[index] = value }
        }
        return contents
    }

    @Test("a loss of power leaves the old file or the new, and a second run finishes the work", arguments: 0..<200)
    func powerLoss(seed: UInt64) throws {
        var random = SeededGenerator(state: seed)
        let disk = CrashDisk()
        try contents(1).write(on: disk)
        disk.fail(afterWrites: Int.random(in: 0...6, using: &random))
        let isDone = (try? contents(2).write(on: disk)) != nil
        let left = disk.afterPowerLoss(&random)
        let found = try #require(try FileContents(readingFrom: Self.path, on: left, now: midnight))
        let value = found.rings[0].values[0]
        #expect(found.rings.allSatisfy { $0.values.allSatisfy { $0 == value } })
        #expect(isDone ? value == 2 : value == 1)
        try contents(3).write(on: left)
        #expect(try left.names(in: "/rrd") == ["a.rrd"])
        #expect(try FileContents(readingFrom: Self.path, on: left, now: midnight)?.rings[1].values.first == 3)
    }

    @Test("a file keeps its mode, has no holes, and nothing lies beside it")
    func replaced() throws {
        let file = try PlainFile(["AVERAGE:0.5:1:4000"])
        #expect(chmod(file.path, 0o640) == 0)
        try file.contents().write()
        var status = stat()
        #expect(stat(file.path, &status) == 0)
        #expect(status.st_mode & 0o777 == 0o640)
        #expect(Int(status.st_blocks) * 512 >= Int(status.st_size))
        let folder = URL(fileURLWithPath: file.path).deletingLastPathComponent().path
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["file.rrd"])
    }

    @Test("rows stand at their times, as rrdtool tells them")
    func times() throws {
        var file = try PlainFile(["AVERAGE:0.5:1:7", "AVERAGE:0.5:3:5"])
        for row in 0..<25 { try file.feed([Double(row), -Double(row)], after: 15) }
        let contents = try file.contents()
        for ring in contents.rings {
            let witness = try RRDTool.fetch(
                file.path, from: ring.span.lowerBound, to: ring.span.upperBound, resolution: ring.resolution)
            #expect(Array(ring.everyRow) == witness.keys.sorted())
            for end in ring.everyRow {
                #expect(witness[end] == told([ring[0, endingAt: end], ring[1, endingAt: end]]))
            }
        }
    }

    @Test("what is no sound file is refused by name, and a missing one is none")
    func unsound() throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/x.rrd"
        #expect(try FileContents(readingFrom: path, now: midnight) == nil)
        try Data("not an rrd".utf8).write(to: URL(fileURLWithPath: path))
        let error = #expect(throws: FileContentsError.self) { _ = try FileContents(readingFrom: path, now: midnight) }
        #expect(error?.description.hasPrefix("\(path): header: expected at least 128 bytes") == true)
        let file = try PlainFile(["AVERAGE:0.5:1:100"])
        #expect(truncate(file.path, 900) == 0)
        #expect(throws: FileContentsError.self) { _ = try file.contents() }
    }
}
