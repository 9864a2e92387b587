import Archive
import ArchiveKit
import Foundation
import MetricModel
import TestKit
import Testing

@Suite("An overview")
struct OverviewTests {
    private static func date(_ seconds: Int) -> Date { Date(timeIntervalSince1970: Double(seconds)) }

    @Test("of an archive counts what there is, while it is open")
    func archive() async throws {
        let directory = try TemporaryFolder()
        let archive = try openArchive(directory)
        archive.store(rows([[1, 2]]) + rows([[5, 6]], of: cpu(host("db1"))))
        archive.store(rows([[1, 2, 3, 4, 5, 6]], of: .group(prod, SubjectName(literal: "cpu"))))
        await archive.flush()
        archive.store(rows([[3, 4]], from: midnight + 15))
        await archive.sync()
        try Data().write(to: URL(fileURLWithPath: "\(directory.path)/rrd/prod/web1/x.rrd.damaged-1"))
        try Data().write(to: URL(fileURLWithPath: "\(directory.path)/rrd/prod/web1/x.rrd"))
        let found = ArchiveOverview(of: archive.layout, now: midnight + 100)
        #expect(found.clusters == 1 && found.hosts == 2 && found.groups == 1 && found.files == 4)
        #expect(found.unsoundFiles == 1 && found.filesSetAside == 1)
        #expect(found.bytes == 4 * RetentionPlan(.brief, step: 15).bytes(columns: 2) + extra)
        #expect(found.bytesOnDisk >= found.bytes && found.freeBytes > 0)
        #expect(found.steps == [15] && found.newestRow == Self.date(midnight + 15))
        #expect(found.journal.segments > 0 && found.journal.oldestRow == Self.date(midnight + 15))
        await archive.close()
        let closed = ArchiveOverview(of: archive.layout, now: midnight + 100)
        #expect(closed.newestRow == Self.date(midnight + 30))
        #expect(closed.journal.segments == 0 && closed.journal.bytes == 0 && closed.journal.oldestRow == nil)
    }

    /// What six columns of a group's take beyond those of two hosts' files.
    private let extra =
        RetentionPlan(.brief, step: 15).bytes(columns: 6) - 2 * RetentionPlan(.brief, step: 15).bytes(columns: 2)

    @Test(
        "of a file guesses its class",
        arguments: [Retention.planning, .detail, .brief].flatMap { kind in [1, 15, 300].map { (kind, $0) } }
            + [(.hours, 3600), (.days, 86_400)])
    func retention(retention: Retention, step: Int) async throws {
        let directory = try TemporaryFolder()
        let layout = ArchiveLayout(directory: directory.path)
        let series = cpu(instance: InstanceName(literal: "0"))
        try FileManager.default.createDirectory(
            atPath: layout.folder(of: series), withIntermediateDirectories: true)
        try await makeGrownFile(layout.path(of: series), retention, step: step, columns: ["user", "idle"])
        let file = try #require(layout.files().first)
        let found = FileOverview(of: file, now: midnight + 1000)
        #expect(found.retention == retention.word && found.step == step && found.problem == nil)
        #expect(found.subject == "cpu" && found.instance == "0" && found.columns == ["user", "idle"])
        let details = try FileDetails(of: file.path, now: midnight + 1000)
        #expect(details.retention == retention.word && details.bytes == found.bytes)
        #expect(details.archives.map(\.rows) == RetentionPlan(retention, step: step).archives.map(\.rows))
    }

    @Test("of a new file says that it is young")
    func young() async throws {
        let directory = try TemporaryFolder()
        let archive = try openArchive(directory)
        archive.store(rows([[1, 2]], as: definition(retention: .planning)))
        await archive.close()
        let file = try #require(archive.layout.files().first)
        let found = FileOverview(of: file, now: midnight + 1000)
        #expect(found.retention == "young" && found.subject == "cpu" && found.instance == nil)
        let header = try FileFacts(of: file.path, now: midnight + 1000).header
        #expect(
            PlannedFiles(like: header, grown: .planning, step: 60)
                == PlannedFiles(.planning, columns: 2, step: 60))
    }

    @Test("of a file that rrdtool made shows what it is")
    func foreign() async throws {
        let directory = try TemporaryFolder()
        let path = "\(directory.path)/a.rrd"
        _ = try await onThread {
            try RRDTool.run(
                "create", path, "--start", "\(midnight)", "--step", "10", "DS:sum:GAUGE:20:U:U", "DS:n:COUNTER:60:0:9",
                "RRA:AVERAGE:0.5:1:10", "RRA:LAST:0.5:6:100")
        }
        _ = try await onThread { try RRDTool.run("update", path, "\(midnight + 10):5:1", "\(midnight + 20):5:2") }
        let found = try FileDetails(of: path, now: midnight + 1000)
        #expect(found.retention == nil && found.step == 10)
        #expect(found.columns.map(\.type) == ["GAUGE", "COUNTER"] && found.columns.map(\.heartbeat) == [20, 60])
        #expect(found.archives.map(\.known) == [0.15, 0])
        #expect(found.archives.first?.from == Self.date(midnight))
        #expect(found.archives.map(\.span) == [100, 6000])
    }

    @Test(
        "finds the host that is meant, or says why not",
        arguments: [
            ("web1", "prod/web1"), ("lab/db1", "lab/db1"), ("db1", nil), ("web2", nil), ("prod/web2", nil), ("", nil),
        ] as [(String, String?)])
    func asked(text: String, host: String?) throws {
        let known = ["prod/web1", "prod/db1", "lab/db1"].map { text in
            let parts = text.split(separator: "/").map(String.init)
            return GroupName(parts[0]).flatMap { cluster in
                HostName(parts[1]).map { HostKey(cluster: cluster, name: $0) }
            }
        }.compactMap { $0 }
        if let host {
            #expect(try HostKey.one(named: text, among: known).description == host)
        } else {
            let error = #expect(throws: AskedError.self) { try HostKey.one(named: text, among: known) }
            #expect(error?.description.contains("\"\(text)\"") == true)
        }
    }
}
