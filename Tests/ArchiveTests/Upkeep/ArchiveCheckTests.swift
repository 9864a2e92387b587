import Archive
import ArchiveKit
import Foundation
import MetricModel
import TestKit
import Testing

@Suite("A check")
struct ArchiveCheckTests {
    private static func archive(in directory: TemporaryFolder) async throws -> ArchiveLayout {
        let archive = try openArchive(directory)
        archive.store(rows([[1, 2], [3, 4]]) + rows([[5, 6]], of: cpu(instance: InstanceName(literal: "0"))))
        archive.store(rows([[1, 2, 3, 4, 5, 6]], of: .group(prod, SubjectName(literal: "cpu"))))
        // So long that its file's name is cut.
        archive.store(rows([[5, 6]], of: cpu(instance: InstanceName(String(repeating: "ä", count: 90)))))
        await archive.close()
        return archive.layout
    }

    private static func findings(
        _ layout: ArchiveLayout, deep: Bool = false, now: Int = midnight + 1000
    ) -> (found: [String], files: Int) {
        var check = ArchiveCheck(layout, now: now, isDeep: deep)
        check.checkAll()
        return (check.findings.map { "\($0.fault.rawValue) \($0.path)" }, check.files)
    }

    @Test("finds nothing in a sound archive, and reads every file", arguments: [false, true])
    func sound(deep: Bool) async throws {
        let directory = try TemporaryFolder()
        let (found, files) = try await Self.findings(Self.archive(in: directory), deep: deep)
        #expect(found.isEmpty && files == 4)
    }

    /// What a person or a crash may do to an archive, below its directory.
    enum Change: Sendable {
        case cut(String, Int32)
        case write(String, String)
        case link(String)
        case pipe(String)
        case folder(String)
        case mode(String, mode_t)
        case patch(String, offset: Int, [UInt8])
    }

    private static func make(_ change: Change, below directory: String) throws {
        func path(_ name: String) -> String { "\(directory)/\(name)" }
        switch change {
        case .cut(let name, let size): #expect(truncate(path(name), off_t(size)) == 0)
        case .write(let name, let text): try Data(text.utf8).write(to: URL(fileURLWithPath: path(name)))
        case .link(let name): #expect(symlink("/etc/passwd", path(name)) == 0)
        case .pipe(let name): #expect(mkfifo(path(name), 0o600) == 0)
        case .folder(let name): #expect(mkdir(path(name), 0o755) == 0)
        case .mode(let name, let mode): #expect(chmod(path(name), mode) == 0)
        case .patch(let name, let offset, let bytes):
            let file = try #require(FileHandle(forUpdatingAtPath: path(name)))
            try file.seek(toOffset: UInt64(offset))
            try file.write(contentsOf: bytes)
            try file.close()
        }
    }

    @Test(
        "names each fault by its file",
        arguments: [
            (.cut("rrd/prod/web1/cpu.rrd", 4000), "damaged rrd/prod/web1/cpu.rrd"),
            (.cut("rrd/.groups/prod/cpu.rrd", 0), "damaged rrd/.groups/prod/cpu.rrd"),
            (.cut("rrd/prod/web1/cpu.rrd", 1_000_000), "size rrd/prod/web1/cpu.rrd"),
            (.patch("rrd/prod/web1/cpu.rrd", offset: 0, [0]), "damaged rrd/prod/web1/cpu.rrd"),
            (.write("rrd/prod/web1/cpu.rrdAb12Cd", ""), "left over rrd/prod/web1/cpu.rrdAb12Cd"),
            (.write("rrd/prod/web1/cpu.rrd.damaged-1", ""), "set aside rrd/prod/web1/cpu.rrd.damaged-1"),
            (.write("rrd/prod/web1/notes.txt", ""), "foreign rrd/prod/web1/notes.txt"),
            (.write("rrd/prod/web1/CPU.rrd", ""), "foreign rrd/prod/web1/CPU.rrd"),
            (.write("rrd/prod/file", ""), "foreign rrd/prod/file"),
            (.write("rrd/file", ""), "foreign rrd/file"),
            (.link("rrd/prod/web1/x.rrd"), "link rrd/prod/web1/x.rrd"),
            (.link("rrd/linked"), "link rrd/linked"),
            (.pipe("rrd/prod/web1/x.rrd"), "foreign rrd/prod/web1/x.rrd"),
            (.folder("rrd/prod/.hidden"), "foreign rrd/prod/.hidden"),
            (.folder("rrd/prod/.removed-web9"), "left over rrd/prod/.removed-web9"),
            (.mode("rrd/prod/web1/cpu.rrd", 0o646), "mode rrd/prod/web1/cpu.rrd"),
            (.mode("rrd/prod/web1/cpu.rrd", 0o044), "mode rrd/prod/web1/cpu.rrd"),
            (.mode("rrd/prod/web1", 0o777), "mode rrd/prod/web1"),
            (.write("journal/readme", ""), "foreign journal/readme"),
            (.write("journal/000000000001.0.journal.damaged", ""), "set aside journal/000000000001.0.journal.damaged"),
            (.write("state.json.damaged-1", ""), "set aside state.json.damaged-1"),
        ] as [(Change, String)])
    func faults(change: Change, finding: String) async throws {
        let directory = try TemporaryFolder()
        let layout = try await Self.archive(in: directory)
        try Self.make(change, below: directory.path)
        #expect(Self.findings(layout).found.contains(finding), "\(Self.findings(layout).found)")
        #expect(Self.findings(layout).found.allSatisfy { $0.hasSuffix(finding.split(separator: " ").last ?? "") })
    }

    @Test("finds rows that lie ahead, which only the clock can explain")
    func future() async throws {
        let directory = try TemporaryFolder()
        let layout = try await Self.archive(in: directory)
        let (near, _) = Self.findings(layout, now: midnight - 60)
        #expect(near.count == 4 && near.allSatisfy { $0.hasPrefix("future ") })
        #expect(Self.findings(layout, now: midnight - 200_000).found == near)
    }

    @Test("reads every value if it is to, and none if it is not", arguments: [Double.infinity, -1e301])
    func values(value: Double) async throws {
        let directory = try TemporaryFolder()
        let layout = try await Self.archive(in: directory)
        let file = try FileFacts(of: layout.path(of: cpu()), now: midnight + 100)
        let bytes = withUnsafeBytes(of: value.bitPattern.littleEndian) { Array($0) }
        try Self.make(
            .patch("rrd/prod/web1/cpu.rrd", offset: file.size - 8, bytes), below: directory.path)
        #expect(Self.findings(layout).found.isEmpty)
        var check = ArchiveCheck(layout, now: midnight + 1000, isDeep: true)
        check.checkAll()
        #expect(check.findings.map(\.fault) == [.value])
        #expect(check.findings.first?.text.contains("of idle in archive 3") == true)
    }

    @Test("finds a column that two files of a series have")
    func twice() async throws {
        let directory = try TemporaryFolder()
        let layout = try await Self.archive(in: directory)
        try FileManager.default.copyItem(atPath: layout.path(of: cpu()), toPath: layout.path(of: cpu(), sibling: 2))
        #expect(Self.findings(layout).found == ["twice rrd/prod/web1/cpu.2.rrd"])
    }

    @Test("finds nothing while rows are written", arguments: [false, true])
    func busy(deep: Bool) async throws {
        let directory = try TemporaryFolder()
        let found = try await onThread {
            let victim = try Victim(Victim.Task(directory.path))
            var found: [String] = []
            for _ in 0..<3 {
                try victim.wait(for: 30, more: "safe")
                found += Self.findings(ArchiveLayout(directory: directory.path), deep: deep, now: time(nil)).found
            }
            try victim.kill()
            return found
        }
        #expect(found.isEmpty)
    }

    @Test("takes the torn end of a segment for what it is, and damage within for damage")
    func journal() async throws {
        let directory = try TemporaryFolder()
        let archive = try openArchive(directory)
        for row in 0..<5 {
            archive.store(rows([[Double(row), 1]], from: midnight + row * 15))
            await archive.sync()
        }
        let left = try remains(of: directory)
        await archive.close()
        let layout = ArchiveLayout(directory: left.path)
        let name = try #require(left.names(in: "journal").first { $0.hasSuffix(".journal") })
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(left.path)/journal/\(name)")))
        // A later segment of the same worker: this one has ended.
        let parts = name.split(separator: ".")
        try Data().write(to: URL(fileURLWithPath: "\(left.path)/journal/999999999999.\(parts[1]).journal"))
        func found(_ bytes: [UInt8]) throws -> [String] {
            try Data(bytes).write(to: URL(fileURLWithPath: "\(left.path)/journal/\(name)"))
            return Self.findings(layout).found
        }
        for length in 0...bytes.count { #expect(try found(Array(bytes[..<length])).isEmpty, "\(length)") }
        #expect(try found(bytes + [UInt8](repeating: 0, count: 4096)).isEmpty)
        var damaged = bytes
        damaged[bytes.count - 3] ^= 1
        #expect(try found(damaged) == ["journal journal/\(name)"])
        damaged = bytes
        damaged[5] ^= 1
        #expect(try found(damaged) == ["journal journal/\(name)"])
    }
}
