import Archive
import ArchiveKit
import Foundation
import MetricModel
import TestKit
import Testing

@Suite("A backup")
struct BackupTests {
    /// Of the process that stores.
    private static let hosts = Victim.Task("").hosts

    /// An archive of two hosts and a group, closed, with a memory beside it.
    private static func archive(in directory: TemporaryFolder) async throws -> ArchiveLayout {
        let archive = try openArchive(directory)
        archive.store(rows([[1, 2], [3, 4]]) + rows([[5, 6]], of: cpu(host("db1"))))
        archive.store(rows([[1, 2, 3, 4, 5, 6]], of: .group(prod, SubjectName(literal: "cpu"))))
        await archive.close()
        try Data("{}".utf8).write(to: URL(fileURLWithPath: "\(directory.path)/state.json"))
        try FileManager.default.createDirectory(
            atPath: "\(directory.path)/events", withIntermediateDirectories: true)
        try Self.write("{}\n", to: "\(directory.path)/events/told-00000001.jsonl")
        return archive.layout
    }

    private static func backUp(
        _ layout: ArchiveLayout, to folder: String, at now: Int = midnight + 100, hosts: Set<HostKey>? = nil
    ) throws -> (path: String, report: Backup.Report) {
        var backup = Backup(of: layout, hosts: hosts, now: now)
        var sink = try BackupFolder(folder, now: now)
        let report = try backup.write(to: &sink)
        return (sink.path, report)
    }

    private static func restore(
        _ path: String, hosts: [String] = [], into directory: TemporaryFolder, force: Bool = false
    ) async throws -> Restore {
        try FileManager.default.createDirectory(atPath: directory.path + "/rrd", withIntermediateDirectories: true)
        let closed = try await ClosedArchive(directory: directory.path)
        defer { closed.release() }
        let restore = try Restore(
            from: BackupSource(path), hosts: hosts, into: closed.layout, force: force, now: midnight + 1000)
        try restore.perform(in: closed)
        return restore
    }

    private static func write(_ text: String, to path: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }

    private static let everything = [
        "events/told-00000001.jsonl",
        "rrd/.groups/prod/cpu.rrd", "rrd/prod/db1/cpu.rrd", "rrd/prod/web1/cpu.rrd", "state.json",
    ]

    @Test("that is made while rows are written has every row that was safe when it began, twice over")
    func underLoad() async throws {
        let (source, target, backups) = (try TemporaryFolder(), try TemporaryFolder(), try TemporaryFolder())
        let safe = try await onThread {
            let victim = try Victim(Victim.Task(source.path))
            var safe = -1
            // The first one lies beside the second, which may use it.
            for _ in 0..<2 {
                try victim.wait(for: 150, more: "safe")
                safe = victim.numbers("safe").last ?? -1
                let (_, report) = try Self.backUp(
                    ArchiveLayout(directory: source.path), to: backups.path, at: time(nil))
                #expect(report.faults.isEmpty && report.files == Self.hosts && report.segments > 0)
            }
            try victim.kill()
            return safe
        }
        #expect(safe >= 299)
        let restored = try await Self.restore(backups.path, into: target)
        #expect(restored.items.count == Self.hosts && restored.journalRows > 0)
        let archive = try openArchive(target)
        await archive.flush()
        #expect(archive.counters.filesDamaged == 0 && archive.counters.errors.isEmpty)
        let rows = KnownRows(step: 15, retention: .detail)
        try await onThread {
            for number in 0..<Self.hosts {
                let found = try rows.found(of: number, in: archive, upTo: safe)
                #expect(found == Array((found.first ?? 0)...safe))
                #expect(found.count >= min(safe + 1, 200))
            }
        }
        await archive.close()
    }

    @Test("holds what there is, and sha256sum finds it whole")
    func whole() async throws {
        let (source, backups) = (try TemporaryFolder(), try TemporaryFolder())
        let layout = try await Self.archive(in: source)
        let (path, report) = try Self.backUp(layout, to: backups.path)
        #expect(report.files == 3 && report.unchanged == 0 && report.faults.isEmpty)
        #expect(path == "\(backups.path)/\(BackupFolder.backups(in: backups.path)[0])")
        for name in Self.everything {
            #expect(FileManager.default.contentsEqual(atPath: "\(source.path)/\(name)", andPath: "\(path)/\(name)"))
        }
        #expect(try await checkedSums(in: path, "MANIFEST"))
    }

    @Test("shares with the one before what has not changed since, and only that")
    func again() async throws {
        let (source, backups) = (try TemporaryFolder(), try TemporaryFolder())
        let layout = try await Self.archive(in: source)
        _ = try Self.backUp(layout, to: backups.path)
        let archive = try openArchive(source)
        archive.store(rows([[7, 8]], from: midnight + 30))
        await archive.close()
        let (path, report) = try Self.backUp(layout, to: backups.path)
        #expect(report.files == 3 && report.unchanged == 2)
        #expect(
            FileManager.default.contentsEqual(atPath: layout.path(of: cpu()), andPath: "\(path)/rrd/prod/web1/cpu.rrd"))
        #expect(try await checkedSums(in: path, "MANIFEST"))
        let folder = try BackupFolder(backups.path, now: midnight)
        #expect(try folder.keepNewest(1) == 1)
        #expect(BackupFolder.backups(in: backups.path).count == 1)
        #expect(try await checkedSums(in: path, "MANIFEST"))
    }

    @Test("that was interrupted is none, and the next one removes its rest")
    func interrupted() async throws {
        let (source, backups) = (try TemporaryFolder(), try TemporaryFolder())
        let layout = try await Self.archive(in: source)
        do {
            let folder = try BackupFolder(backups.path, now: midnight)
            try folder.add("rrd/prod/gone/cpu.rrd", [1], modified: nil)
            #expect(throws: UpkeepError.backupInUse(path: backups.path)) {
                try BackupFolder(backups.path, now: midnight)
            }
        }
        #expect(backups.names(in: ".") == [".lock", ".partial"])
        #expect(throws: UpkeepError.self) { try BackupSource(backups.path) }
        let (path, _) = try Self.backUp(layout, to: backups.path)
        #expect(backups.names(in: ".") == [".lock", URL(fileURLWithPath: path).lastPathComponent])
        #expect(!FileManager.default.fileExists(atPath: path + "/rrd/prod/gone"))
    }

    @Test("of some hosts has their files, and their rows of the journal")
    func someHosts() async throws {
        let (source, backups, target) = (try TemporaryFolder(), try TemporaryFolder(), try TemporaryFolder())
        let archive = try openArchive(source)
        archive.store(rows([[1, 2]]) + rows([[5, 6]], of: cpu(host("db1"))))
        await archive.flush()
        archive.store(rows([[3, 4]], from: midnight + 15) + rows([[7, 8]], of: cpu(host("db1")), from: midnight + 15))
        await archive.sync()
        let (path, report) = try Self.backUp(archive.layout, to: backups.path, hosts: [web1])
        await archive.close()
        #expect(report.files == 1)
        let restored = try await Self.restore(path, into: target)
        #expect(restored.items.map(\.path) == ["rrd/prod/web1/cpu.rrd"] && restored.journalRows == 2)
        let copy = try openArchive(target)
        #expect(try await copy.fetch(Query(cpu(), from: midnight, to: midnight + 30)).values == [[1, 3], [2, 4]])
        await copy.close()
        #expect(target.names(in: "rrd/prod") == ["web1"])
    }

    @Test("leaves a damaged file out, and says so")
    func damaged() async throws {
        let (source, backups) = (try TemporaryFolder(), try TemporaryFolder())
        let layout = try await Self.archive(in: source)
        #expect(truncate(layout.path(of: cpu()), 100) == 0)
        let (_, report) = try Self.backUp(layout, to: backups.path)
        #expect(report.files == 2 && report.faults.count == 1)
        #expect(report.faults.first?.hasPrefix(layout.path(of: cpu())) == true)
    }

    @Test("as a tar file is one that tar unpacks and that can be restored", arguments: [3, 120])
    func tar(length: Int) async throws {
        let (source, work, target) = (try TemporaryFolder(), try TemporaryFolder(), try TemporaryFolder())
        let name = try #require(HostName(String(repeating: "ü", count: length / 2)))
        let long = cpu(HostKey(cluster: prod, name: name))
        let archive = try openArchive(source)
        archive.store(rows([[1, 2]], of: long))
        await archive.close()
        var backup = Backup(of: archive.layout, now: midnight + 100)
        var sink = try BackupTar("\(work.path)/a.tar", now: midnight + 100)
        #expect(try backup.write(to: &sink).files == 1)
        let unpacked = try await onThread { try SystemProgram.run("tar", ["-xf", "a.tar"], in: work.path) }
        #expect(unpacked.status == 0 && unpacked.complaint.isEmpty)
        #expect(try await checkedSums(in: work.path + "/plexus-backup", "MANIFEST"))
        #expect(work.names(in: ".") == ["a.tar", "plexus-backup"])
        _ = try await Self.restore("\(work.path)/a.tar", into: target)
        let copy = ArchiveLayout(directory: target.path).path(of: long)
        #expect(FileManager.default.contentsEqual(atPath: archive.layout.path(of: long), andPath: copy))
    }

    @Test("that tar has packed can be restored too", arguments: ["ustar", "gnu", "pax"])
    func packed(format: String) async throws {
        let (source, backups, target) = (try TemporaryFolder(), try TemporaryFolder(), try TemporaryFolder())
        let layout = try await Self.archive(in: source)
        let (path, _) = try Self.backUp(layout, to: backups.path)
        let tar = try await onThread {
            try SystemProgram.run(
                "tar", ["--format", format, "-cf", "b.tar", path.dropFirst(backups.path.count + 1) + ""],
                in: backups.path)
        }
        #expect(tar.status == 0)
        let restored = try await Self.restore("\(backups.path)/b.tar", into: target)
        #expect(restored.items.map(\.path) == Self.everything)
    }

    @Test("is restored in full, then not again")
    func restored() async throws {
        let (source, backups, target) = (try TemporaryFolder(), try TemporaryFolder(), try TemporaryFolder())
        let layout = try await Self.archive(in: source)
        let (path, _) = try Self.backUp(layout, to: backups.path)
        let first = try await Self.restore(path, into: target)
        #expect(first.items.map(\.path) == Self.everything && first.items.allSatisfy { $0.fate == .new })
        for name in Self.everything {
            #expect(
                FileManager.default.contentsEqual(atPath: "\(source.path)/\(name)", andPath: "\(target.path)/\(name)"))
        }
        let second = try await Self.restore(path, into: target)
        #expect(second.items.allSatisfy { $0.fate == .kept })
        let some = try await Self.restore(path, hosts: ["db1"], into: target, force: true)
        #expect(some.items.map(\.path) == ["rrd/prod/db1/cpu.rrd"] && some.items.map(\.fate) == [.replaced])
        await #expect(throws: AskedError.noSuchHost("db2", nearest: "db1")) {
            try await Self.restore(path, hosts: ["db2"], into: target)
        }
    }

    @Test(
        "has whole lines of events, which lengthen those of the same beginning and replace no others",
        arguments: [
            ("1\n", Restore.Fate.replaced), ("1\n2", .replaced), ("1\n2\n", .kept), ("1\n2\n3\n", .kept),
            ("0\n", .kept),
        ])
    func events(here: String, fate: Restore.Fate) async throws {
        let (source, backups) = (try TemporaryFolder(), try TemporaryFolder())
        let layout = try await Self.archive(in: source)
        let file = "\(source.path)/events/told-00000001.jsonl"
        try Self.write("1\n2\n{\"te", to: file)
        try Self.write("no event", to: "\(source.path)/events/told-1.jsonl")
        let (path, _) = try Self.backUp(layout, to: backups.path)
        #expect(FileManager.default.contents(atPath: "\(path)/events/told-00000001.jsonl") == Data("1\n2\n".utf8))
        try Self.write(here, to: file)
        let restored = try await Self.restore(path, into: source)
        #expect(restored.items.filter { $0.path.hasPrefix("events/") }.map(\.fate) == [fate])
        let after = fate == .replaced ? "1\n2\n" : here
        #expect(FileManager.default.contents(atPath: file) == Data(after.utf8))
    }

    @Test("gives way to newer rows, replaces older ones, and leaves damaged files beside")
    func fates() async throws {
        let (source, backups) = (try TemporaryFolder(), try TemporaryFolder())
        let layout = try await Self.archive(in: source)
        let (path, _) = try Self.backUp(layout, to: backups.path)
        let archive = try openArchive(source)
        archive.store(rows([[9, 9]], from: midnight + 30))
        await archive.close()
        let damaged = layout.path(of: cpu(host("db1")))
        #expect(truncate(damaged, 10) == 0)
        func fates(_ restore: Restore) -> [Restore.Fate] { restore.items.map(\.fate) }
        #expect(try await fates(Self.restore(path, into: source)) == [.kept, .kept, .beside, .kept, .kept])
        #expect(source.names(in: "rrd/prod/db1") == ["cpu.rrd", "cpu.rrd.damaged-\(midnight + 1000)"])
        #expect(
            try await fates(Self.restore(path, into: source, force: true)) == [
                .replaced, .replaced, .replaced, .replaced, .replaced,
            ])
        #expect(
            FileManager.default.contentsEqual(atPath: layout.path(of: cpu()), andPath: "\(path)/rrd/prod/web1/cpu.rrd"))
    }

    @Test(
        "that is not what its manifest says is refused before anything is written",
        arguments: [
            ("rrd/prod/web1/cpu.rrd", "x"), ("state.json", ""), ("MANIFEST", "# another"),
            ("MANIFEST", "# plexus archive backup, version 1\n0000  ../../etc/passwd\n"),
        ])
    func broken(file: String, text: String) async throws {
        let (source, backups, target) = (try TemporaryFolder(), try TemporaryFolder(), try TemporaryFolder())
        let (path, _) = try await Self.backUp(Self.archive(in: source), to: backups.path)
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(path)/\(file)"))
        let error = await #expect(throws: UpkeepError.self) { try await Self.restore(path, into: target) }
        #expect(error?.description.hasPrefix(path) == true && error?.description.contains(file) == true)
        #expect(target.names(in: "rrd").isEmpty)
    }

    @Test("is not restored where an aggregator writes")
    func inUse() async throws {
        let (source, backups) = (try TemporaryFolder(), try TemporaryFolder())
        let (path, _) = try await Self.backUp(Self.archive(in: source), to: backups.path)
        let archive = try openArchive(source)
        await #expect(throws: ArchiveError.inUse(path: source.path, holder: "process \(getpid())")) {
            try await Self.restore(path, into: source)
        }
        await archive.close()
    }
}
