import Archive
import ArchiveKit
import Foundation
import MetricModel
import TestKit
import Testing

@Suite("What a person means by a subject, an instance and a field")
struct SeriesChoiceTests {
    /// A host with `cpu`, `cpu@eth0.2` and `cpu@a`, and a group.
    private func layout(_ folder: TemporaryFolder) async throws -> ArchiveLayout {
        let archive = try openArchive(folder)
        for instance in [nil, "eth0.2", "a"] {
            archive.store(rows([[1, 2]], of: cpu(instance: instance.flatMap { InstanceName($0) })))
        }
        archive.store(rows([[1, 2, 3, 4, 5, 6]], of: .group(prod, SubjectName(literal: "cpu"))))
        await archive.close()
        return archive.layout
    }

    @Test(
        "an instance may hold dots, and a field stands behind the last",
        arguments: [
            ("cpu", "cpu.rrd", nil), ("cpu.user", "cpu.rrd", ["user"]), ("cpu@a", "cpu@a.rrd", nil),
            ("cpu@a.idle", "cpu@a.rrd", ["idle"]), ("cpu@eth0.2", "cpu@eth0.2.rrd", nil),
            ("cpu@eth0.2.user", "cpu@eth0.2.rrd", ["user"]),
        ] as [(String, String, Set<String>?)])
    func host(text: String, file: String, columns: Set<String>?) async throws {
        let folder = try TemporaryFolder()
        let layout = try await layout(folder)
        let choice = try SeriesChoice(text, of: .host(web1), in: layout, now: midnight + 15)
        #expect(choice.paths == ["\(layout.root)/prod/web1/\(file)"])
        #expect(choice.columns == columns)
    }

    @Test("a group's field is its sum, its maximum and its number, or the one that is named")
    func group() async throws {
        let folder = try TemporaryFolder()
        let layout = try await layout(folder)
        let all = try SeriesChoice("cpu.user", of: .group(prod), in: layout, now: midnight + 15)
        #expect(all.columns == ["user_sum", "user_max", "user_num"])
        let one = try SeriesChoice("cpu.user_max", of: .group(prod), in: layout, now: midnight + 15)
        #expect(one.columns == ["user_max"])
    }

    @Test(
        "what there is not is an error by name",
        arguments: [
            ("cpu.usre", "prod/web1/cpu has no field \"usre\"; did you mean user?"),
            ("disk", "there is no history of \"disk\" of prod/web1"),
            ("cpu@b.user", "there is no history of \"cpu@b.user\" of prod/web1"),
            ("../x", "there is no history of \"../x\" of prod/web1"),
            ("", "there is no history of \"\" of prod/web1"),
        ])
    func missing(text: String, message: String) async throws {
        let folder = try TemporaryFolder()
        let layout = try await layout(folder)
        let error = #expect(throws: SeriesChoiceError.self) {
            _ = try SeriesChoice(text, of: .host(web1), in: layout, now: midnight + 15)
        }
        #expect(error?.description == message)
    }

    @Test("a spike is erased from all files of a series, and from none in a dry run")
    func erased() async throws {
        let folder = try TemporaryFolder()
        let archive = try openArchive(folder)
        archive.store(rows((0..<40).map { [$0 == 9 ? 1e9 : 1, 2] }))
        archive.store(rows([[1, 2, 1e9]], as: definition(["user", "idle", "steal"]), from: midnight + 600))
        await archive.close()
        let closed = try await ClosedArchive(directory: folder.path)
        let choice = try SeriesChoice("cpu", of: .host(web1), in: closed.layout, now: midnight + 615)
        #expect(choice.paths.count == 2)
        let erasure = Erasure(midnight..<(midnight + 615), .above(1e6))
        let before = try choice.paths.map { try Data(contentsOf: URL(fileURLWithPath: $0)) }
        let dry = try await onThread { try choice.erase(erasure, in: closed, now: midnight + 615, isDryRun: true) }
        #expect(try choice.paths.map { try Data(contentsOf: URL(fileURLWithPath: $0)) } == before)
        let counts = try await onThread { try choice.erase(erasure, in: closed, now: midnight + 615) }
        #expect(counts == dry)
        #expect(counts.filter { $0.resolution == 15 }.map(\.erased) == [2])
        let rows = try RRDTool.fetch(choice.paths[0], from: midnight + 120, to: midnight + 165, resolution: 15)
        #expect(rows.keys.sorted().map { rows[$0]?[0] } == ["1.0", "nan", "1.0"])
        let fetched = try RRDTool.fetch(choice.paths[0], "MAX", from: midnight, to: midnight + 300, resolution: 300)
        #expect(fetched[midnight + 300]?[0] == "1.0")
    }
}
