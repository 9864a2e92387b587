import Archive
import Foundation
import TestKit
import Testing

@Suite("An archive whose process is killed")
struct KillTests {
    /// How often: PLEXUS_KILLS for a proof, a few times by itself.
    private static let kills = ProcessInfo.processInfo.environment["PLEXUS_KILLS"].flatMap { Int($0) } ?? 6

    /// Runs the victim from a row on, and kills it soon after it has said that so many are safe.
    ///
    /// - Returns: the last row that it said is safe.
    private static func life(
        in directory: String, from first: Int, rows: Int, pause: useconds_t
    ) throws -> Int {
        let victim = try Victim(in: directory, from: first)
        victim.wait(rows: rows)
        usleep(pause)
        #expect(victim.kill())
        return victim.safe ?? first - 1
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
        try await expectVictimRows(upTo: safe, in: archive)
        _ = try await onThread { try RRDTool.run("info", archive.layout.path(of: cpu(host("host0")))) }
        print("\(Self.kills) kills, \(safe + 1) rows of \(Victim.hosts) hosts")
        await archive.close()
    }
}
