import ArchiveKit
import Foundation
import MetricModel
import TestKit
import Testing

@testable import Archive

@Suite("The files of an archive are rewound")
struct RewindingFilesTests {
    /// An archive whose clock went ahead after ten rows; of the rows, those of web1 are in its file, those of web2
    /// wait in the journal.
    private func leapt(by seconds: Int = 604_800) async throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        let archive = try Archive(
            directory: folder.path, step: 15, flushAfter: .seconds(600), minimumFree: 0,
            wall: { midnight + seconds })
        for host in [web1, host("web2")] {
            archive.store(rows((0..<10).map { [Double($0), 1] }, of: cpu(host)))
            archive.store(rows((0..<10).map { [Double($0), 2] }, of: cpu(host), from: midnight + seconds))
            if host == web1 { await archive.flush() }
        }
        await archive.sync()
        let left = try remains(of: folder)
        await archive.close()
        return left
    }

    private func rewind(
        _ folder: TemporaryFolder, isDryRun: Bool = false
    ) async throws -> [Rewinding.Outcome] {
        let archive = try await ClosedArchive(directory: folder.path, now: ClosedArchive.anyTime)
        defer { archive.release() }
        return try await onThread {
            let rewinding = try Rewinding(in: archive, to: midnight + 150, isDryRun: isDryRun)
            return try archive.layout.files().map { try rewinding.rewind($0) }
        }
    }

    @Test(
        "also of what waits in the journal, and take what comes then",
        arguments: [
            // What the future has not overwritten is still there.
            (3600, (0..<10).map { "\($0).0" }), (604_800, [String](repeating: "nan", count: 10)),
        ])
    func all(leap: Int, known: [String]) async throws {
        let folder = try await leapt(by: leap)
        let far = midnight + leap + 150
        let dry = try await rewind(folder, isDryRun: true)
        let outcomes = try await rewind(folder)
        #expect(outcomes == dry)
        #expect(outcomes.count == 2)
        #expect(outcomes.allSatisfy { if case .rewound(far, midnight + 150, 20...) = $0 { true } else { false } })
        #expect(try await rewind(folder) == [.unchanged, .unchanged])

        // By a clock by which the rows of the journal would be allowed.
        let archive = try Archive(
            directory: folder.path, step: 15, minimumFree: 0, wall: { midnight + leap })
        for host in [web1, host("web2")] {
            archive.store(rows([[50, 3]], of: cpu(host), from: midnight + 150))
            let fetched = try await archive.fetch(Query(cpu(host), from: midnight, to: midnight + 180, resolution: 15))
            #expect(Array(told(fetched["user"]).prefix(11)) == known + ["50.0"])
        }
        await archive.close()
        #expect(archive.counters.rowsLate == 0)
        #expect(archive.counters.rowsFailed == 0)
        for file in archive.layout.files() { #expect(try SoundFile(file.path).header.lastUpdate == midnight + 165) }
    }

    @Test("not while rows wait that could not be written, and would come back")
    func rowsWait() async throws {
        let folder = try await leapt()
        let layout = ArchiveLayout(directory: folder.path)
        // Strangers take every place that their file could have.
        try FileManager.default.createDirectory(
            atPath: layout.folder(of: cpu(host("web2"))), withIntermediateDirectories: true)
        for sibling in 1...ArchiveLayout.maximumSiblings {
            _ = try RRDTool.run(
                "create", layout.path(of: cpu(host("web2")), sibling: sibling), "--start", "\(midnight)", "--step",
                "15",
                "DS:a:COUNTER:120:U:U", "RRA:AVERAGE:0.5:1:10")
        }
        let before = try Data(contentsOf: URL(fileURLWithPath: layout.path(of: cpu())))
        await #expect(throws: UpkeepError.self) { try await rewind(folder) }
        #expect(try Data(contentsOf: URL(fileURLWithPath: layout.path(of: cpu()))) == before)
    }
}
