import Archive
import ArchiveKit
import Foundation
import MetricModel
import TestKit
import Testing

@Suite("An archive whose process is killed")
struct KillTests {
    private static let hosts = 12
    private static let rows = KnownRows(step: 15, retention: .detail)

    /// How often: PLEXUS_KILLS for a proof, a few times by itself.
    private static let kills = Proof.count("PLEXUS_KILLS", usually: 6)

    /// Runs the victim from a row on, and kills it soon after it has said that so many are safe.
    ///
    /// - Returns: the last row that it said is safe.
    private static func life(
        in directory: String, from first: Int, rows: Int, pause: useconds_t
    ) throws -> Int {
        var task = Victim.Task(directory)
        task.first = first
        task.hosts = hosts
        let victim = try Victim(task)
        try victim.wait(for: rows, more: "safe")
        usleep(pause)
        try victim.kill()
        return victim.numbers("safe").last ?? first - 1
    }

    @Test("has whole files, and every row that it said is safe")
    func killed() async throws {
        let directory = try TemporaryFolder()
        var random = SeededGenerator(state: UInt64(Self.kills))
        var safe = -1
        for _ in 0..<Self.kills {
            let (rows, pause) = (Int.random(in: 1...40, using: &random), UInt32.random(in: 0...3000, using: &random))
            let first = safe + 1
            safe = try await onThread {
                try Self.life(in: directory.path, from: first, rows: rows, pause: pause)
            }
            #expect(safe >= first)
        }
        let archive = try openArchive(directory)
        await archive.flush()
        #expect(archive.counters.filesDamaged == 0 && archive.counters.errors.isEmpty)
        await archive.close()
        let last = safe
        try await onThread {
            let reader = try ArchiveReader(directory: directory.path)
            for number in 0..<Self.hosts {
                let found = try Self.rows.found(of: number, in: reader, upTo: last)
                #expect(found == Array(max(0, last - found.count + 1)...last))
                let file = try SoundFile(reader.layout.path(of: Self.rows.series(number)))
                #expect(file.header.lastUpdate >= Self.rows.end(of: last))
            }
        }
        print("\(Self.kills) kills, \(safe + 1) rows of \(Self.hosts) hosts")
    }
}
