import ArchiveKit
import Foundation
import MetricModel
import TestKit
import Testing

@testable import Archive

@Suite("History leaves as text")
struct ExportTests {
    private func archive(_ folder: TemporaryFolder, _ count: Int = 4, instance: String? = nil) async throws
        -> ArchiveReader
    {
        let archive = try openArchive(folder)
        archive.store(
            rows(
                (0..<count).map { [Double($0) + 0.5, $0 == 2 ? .nan : Double($0)] },
                of: cpu(instance: instance.flatMap { InstanceName($0) })))
        await archive.close()
        return try ArchiveReader(directory: folder.path)
    }

    private func text(
        _ series: Series, _ export: Export, _ format: Export.Format
    ) async throws -> String {
        try await onThread {
            var bytes: [UInt8] = []
            var isFirst = true
            _ = try export.write(series, as: format, isFirst: &isFirst) { bytes += $0 }
            return Export.head(format) + String(decoding: bytes, as: UTF8.self)
                + Export.foot(format, isEmpty: isFirst)
        }
    }

    @Test("a line for each value that is known")
    func csv() async throws {
        let folder = try TemporaryFolder()
        let export = Export(try await archive(folder), range: (midnight + 15)..<(midnight + 45), resolution: nil)
        #expect(
            try await text(cpu(), export, .csv) == """
                time,host,group,subject,instance,field,value\r
                2023-11-15T00:00:30Z,prod/web1,,cpu,,user,1.5\r
                2023-11-15T00:00:30Z,prod/web1,,cpu,,idle,1\r
                2023-11-15T00:00:45Z,prod/web1,,cpu,,user,2.5\r

                """)
    }

    @Test("one array of objects, which any reader of JSON takes; names that need it are quoted")
    func json() async throws {
        let folder = try TemporaryFolder()
        let name = "=\"a\\b\",c"
        let export = Export(
            try await archive(folder, instance: name), range: midnight..<(midnight + 60), resolution: 15,
            columns: ["user"])
        let series = cpu(instance: InstanceName(name))
        let json = try await text(series, export, .json)
        let objects = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]]
        #expect(objects?.count == 4)
        #expect(objects?.allSatisfy { $0["instance"] as? String == name } == true)
        #expect(objects?.map { $0["value"] as? Double } == [0.5, 1.5, 2.5, 3.5])
        #expect(try await text(series, export, .csv).contains(#","'=""a\b"",c",user,0.5"#))
        let none = Export(
            try ArchiveReader(directory: folder.path), range: (midnight - 900)..<(midnight - 600), resolution: 15)
        #expect(try await text(series, none, .json) == "[\n]\n")
    }

    @Test("a long history comes in pieces, each row once, all of one resolution")
    func pieces() async throws {
        let folder = try TemporaryFolder()
        let meaning = definition(["user"], retention: .planning)
        // One that is no longer young.
        let layout = ArchiveLayout(directory: folder.path)
        try FileManager.default.createDirectory(atPath: layout.folder(of: cpu()), withIntermediateDirectories: true)
        try FileContents(
            path: layout.path(of: cpu()), columns: ["user"], plan: RetentionPlan(.planning, step: 1), heartbeat: 8,
            lastUpdate: midnight
        ).write()
        let archive = try openArchive(folder, step: 1)
        let count = 2 * Export.rowsAtOnce + 500
        archive.store(rows((1...count).map { [Double($0)] }, as: meaning, step: 1))
        await archive.close()
        let reader = try ArchiveReader(directory: folder.path)
        for resolution in [1, 60] {
            let export = Export(reader, range: midnight..<(midnight + count / 60 * 60), resolution: resolution)
            let lines = try await text(cpu(), export, .csv).split(separator: "\r\n").dropFirst()
            #expect(lines.count == count / 60 * 60 / resolution)
            #expect(Set(lines).count == lines.count)
        }
    }

    @Test("a series without files is an error by name")
    func missing() async throws {
        let folder = try TemporaryFolder()
        let export = Export(try await archive(folder), range: 0..<midnight, resolution: nil)
        await #expect(throws: ArchiveError.noSuchSeries(cpu(host("none")))) {
            try await text(cpu(host("none")), export, .csv)
        }
    }

    @Test("dumps are those of rrdtool, and become the same files in another archive")
    func dumps() async throws {
        let (folder, other) = (try TemporaryFolder(), try TemporaryFolder())
        let reader = try await archive(folder, instance: "a/b")
        let files = reader.layout.files()
        let dumps = "\(folder.path)/dumps"
        let path = try await onThread {
            try files.compactMap { try DumpExport.write($0, to: dumps, now: midnight + 60) }
        }
        #expect(path == ["\(dumps)/prod/web1/cpu@a%2Fb.xml"])
        let text = try String(contentsOfFile: path[0], encoding: .utf8)
        #expect(try text == RRDTool.run("dump", files[0].path))
        await (try openArchive(other)).close()
        let target = try await ClosedArchive(directory: other.path)
        let report = try await onThread {
            let dumpImport = DumpImport(into: target, now: midnight + 60, minimumFree: 0)
            return dumpImport.run(try dumpImport.sources(in: [dumps]))
        }
        #expect(report.filesCreated == 1)
        #expect(target.layout.files().map(\.name) == files.map(\.name))
        #expect(try RRDTool.run("dump", target.layout.files()[0].path) == text)
    }
}
