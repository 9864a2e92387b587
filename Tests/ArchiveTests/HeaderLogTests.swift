import Foundation
import MetricModel
import TestKit
import Testing

@testable import Archive

@Suite("Files and the power")
struct HeaderLogTests {
    private static let columns = 3
    private static let path = "/rrd/prod/web1/cpu.rrd"

    /// A file of three columns with small rings, as librrd makes it.
    private static func emptyFile() throws -> [UInt8] {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/empty.rrd"
        try RRDCreation.create(
            path,
            definitions: (0..<columns).map { "DS:c\($0):GAUGE:60:U:U" }
                + ["RRA:AVERAGE:0.5:1:20", "RRA:AVERAGE:0.5:4:20", "RRA:MAX:0.5:4:12"],
            step: 15, start: midnight)
        return [UInt8](try Data(contentsOf: URL(filePath: path)))
    }

    private static func put(_ bytes: [UInt8], _ path: String, on disk: CrashDisk) throws {
        let file = try disk.open(path, .create)
        _ = try bytes.withUnsafeBytes { bytes in Result { try disk.write(file, bytes, at: 0) } }.get()
        disk.close(file)
        try disk.syncFileSystem(of: "/")
    }

    private static func checked(_ path: String, on disk: CrashDisk) throws -> (CheckedFile, RRDHeader) {
        let bytes = try disk.contents(of: path)
        let header = try RRDHeader(parsing: bytes, fileSize: bytes.count, path: path, now: midnight + 86_400)
        return (CheckedFile(path: path, header: header), header)
    }

    private static func row(_ index: Int) -> Row {
        Row(
            series: cpu(), definition: definition(["c0", "c1", "c2"]), start: Int64(midnight + index * 15),
            end: Int64(midnight + (index + 1) * 15),
            values: [Double(index), index % 5 == 0 ? .nan : Double(index) / 8, Double(index * index)])
    }

    private static func write(_ rows: [Row], to path: String, on disk: CrashDisk) throws {
        let (file, header) = try checked(path, on: disk)
        var updates = UpdateBatch(columns: columns)
        for row in rows where row.end > Int64(header.lastUpdate) {
            updates.append(row.values, at: UpdateBatch.Time(Int(row.end)))
        }
        var writer = PlainRowWriter(on: disk)
        try writer.write(updates, to: file)
    }

    /// What a worker and the journal's keeper do, cut off anywhere.
    private static func live(_ disk: CrashDisk, _ random: inout SeededGenerator) throws -> (appended: Int, synced: Int)
    {
        let journal = try Journal(folder: "/journal", on: disk)
        var rows = JournalWriter(journal, worker: 0)
        var headers = HeaderLog(journal, worker: 0, root: "/rrd", on: disk)
        var (appended, written, synced) = (0, 0, 0)
        for _ in 0..<Int.random(in: 1...60, using: &random) {
            switch Int.random(in: 0..<10, using: &random) {
            case 0..<5:
                let count = Int.random(in: 1...6, using: &random)
                try rows.append((appended..<appended + count).map(row))
                appended += count
            case 5..<9:
                // Rows wait for longer than a second: they are synced before their file is written.
                try journal.sync()
                synced = appended
                try headers.keep([try checked(path, on: disk).0])
                try write((written..<appended).map(row), to: path, on: disk)
                written = appended
            default:
                rows.end()
                let needed = (rows: written == appended ? rows.nextNumber : 0, headers: headers.end())
                try disk.syncFileSystem(of: "/rrd")
                try journal.dropHeaders(before: needed.headers)
                try journal.dropRows(before: needed.rows)
                synced = written == appended ? appended : synced
            }
        }
        return (appended, synced)
    }

    @Test("a file that was torn is put back, and has every synced row once the journal is read", arguments: 0..<1500)
    func powerLoss(seed: Int) throws {
        var random = SeededGenerator(state: UInt64(seed))
        let empty = try Self.empty.get()
        let disk = CrashDisk()
        try Self.put(empty, Self.path, on: disk)
        let life = try Self.live(disk, &random)
        let left = disk.afterPowerLoss(&random)

        let journal = try Journal(folder: "/journal", on: left)
        _ = try HeaderLog.restore(journal, root: "/rrd", on: left)
        var replayed: [Row] = []
        try journal.replay(progress: { _ in }, broken: { _ in }) { row, _ in replayed.append(row) }
        let (_, header) = try Self.checked(Self.path, on: left)
        let known = max(
            (header.lastUpdate - midnight) / 15, replayed.last.map { (Int($0.end) - midnight) / 15 } ?? 0)
        #expect(known >= life.synced && known <= life.appended)
        try Self.write(replayed, to: Self.path, on: left)

        let expected = CrashDisk()
        try Self.put(empty, Self.path, on: expected)
        try Self.write((0..<known).map(Self.row), to: Self.path, on: expected)
        #expect(try left.contents(of: Self.path) == expected.contents(of: Self.path))
    }

    private static let empty = Result { try emptyFile() }

    @Test("a file that is another by now is left as it is")
    func replaced() throws {
        let empty = try Self.empty.get()
        let disk = CrashDisk()
        try Self.put(empty, Self.path, on: disk)
        let journal = try Journal(folder: "/journal", on: disk)
        var headers = HeaderLog(journal, worker: 0, root: "/rrd", on: disk)
        try headers.keep([try Self.checked(Self.path, on: disk).0])
        try disk.remove(Self.path)
        var other = empty
        // A heartbeat of another length.
        other[RRDFormat.statHead + RRDFormat.ColumnDefinition.heartbeat] ^= 1
        try Self.put(other, Self.path, on: disk)
        try Self.write((0..<5).map(Self.row), to: Self.path, on: disk)
        let before = try disk.contents(of: Self.path)
        #expect(try HeaderLog.restore(journal, root: "/rrd", on: disk) == 0)
        #expect(try disk.contents(of: Self.path) == before)
    }

    @Test("a header that was torn on the real disk is put back when the archive is opened")
    func torn() async throws {
        let directory = try TemporaryFolder()
        let archive = try openArchive(directory)
        let values = (0..<20).map { [Double($0), Double($0) / 4] }
        archive.store(rows(Array(values[..<10])))
        await archive.flush()
        archive.store(rows(Array(values[10...]), from: midnight + 150))
        await archive.sync()
        let copy = try remains(of: directory)
        await archive.close()
        let path = ArchiveLayout(directory: copy.path).path(of: cpu())
        var bytes = try Data(contentsOf: URL(filePath: path))
        let header = try #require(try RRDHeader(readingFrom: path, now: midnight + 86_400))
        let layout = try #require(PlainLayout(header))
        for offset in stride(from: layout.liveHead, to: layout.headerSize, by: 7) { bytes[offset] ^= 0x55 }
        try bytes.write(to: URL(filePath: path))
        let next = try openArchive(copy)
        let found = try await next.fetch(Query(cpu(), from: midnight, to: midnight + 300))
        #expect(found["user"] == values.map { $0[0] })
        #expect(next.counters.filesDamaged == 0)
        await next.close()
    }
}
