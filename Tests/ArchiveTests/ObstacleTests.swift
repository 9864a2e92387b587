import Archive
import Foundation
import MetricModel
import TestKit
import Testing

@Suite("An archive that starts where something else lies")
struct ObstacleTests {
    /// What lies in the way of a start after a kill.
    enum Obstacle: CaseIterable {
        case pipe, folder, danglingLink

        func put(at path: String) throws {
            try? FileManager.default.removeItem(atPath: path)
            switch self {
            case .pipe: mkfifo(path, 0o644)
            case .folder: try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            case .danglingLink: symlink("/nonexistent/file", path)
            }
        }
    }

    @Test("begins again whatever lies where its files and the journal's were", arguments: Obstacle.allCases)
    func obstacles(obstacle: Obstacle) async throws {
        let directory = try TemporaryFolder()
        let archive = try openArchive(directory)
        let web2 = cpu(host("web2"))
        archive.store(rows([[1, 1]]) + rows([[2, 2]], of: web2))
        await archive.flush()
        archive.store(rows([[3, 3]], from: midnight + 15) + rows([[4, 4]], of: web2, from: midnight + 15))
        await archive.sync()
        let copy = try remains(of: directory)
        await archive.close()
        try obstacle.put(at: ArchiveLayout(directory: copy.path).path(of: cpu()))
        for name in ["000000000000.7.journal", "000000000001.7.headers"] {
            try obstacle.put(at: "\(copy.path)/journal/\(name)")
        }
        let next = try openArchive(copy)
        let other = Query(web2, from: midnight, to: midnight + 30)
        #expect(try await next.fetch(other)["user"] == [2, 4])
        // The first row has no longer a file, but the journal has it still.
        #expect(try await next.fetch(Query(cpu(), from: midnight, to: midnight + 30))["user"] == [1, 3])
        await next.close()
        let last = try openArchive(copy)
        #expect(try await last.fetch(other)["user"] == [2, 4])
        await last.close()
    }
}
