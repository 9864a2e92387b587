import Archive
import Foundation
import MetricModel
import TestKit
import Testing

@Suite("An archive whose process is killed")
struct KillTests {
    private static let hosts = 12
    private static let user = "user"

    /// How often: PLEXUS_KILLS for a proof, a few times by itself.
    private static let kills = ProcessInfo.processInfo.environment["PLEXUS_KILLS"].flatMap { Int($0) } ?? 6

    private static let victim = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appending(path: "archive-victim")

    /// Runs the victim from a row on, and kills it soon after it has said that so many are safe.
    ///
    /// - Returns: the last row that it said is safe.
    private static func life(
        in directory: String, from first: Int, rows: Int, pause: useconds_t
    ) throws -> Int {
        let process = Process()
        process.executableURL = victim
        process.arguments = [directory, "\(midnight)", "\(first)"]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        var told = ""
        while told.count(where: { $0 == "\n" }) < rows {
            let data = output.fileHandleForReading.availableData
            guard !data.isEmpty else { break }
            told += String(decoding: data, as: UTF8.self)
        }
        usleep(pause)
        kill(process.processIdentifier, SIGKILL)
        told += String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationReason == .uncaughtSignal)
        // A line that was cut in the middle says nothing.
        let lines = told.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        return lines.last.flatMap { Int($0) } ?? first - 1
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
        let from = midnight + max(0, safe + 1 - 2000) * 15
        for number in 0..<Self.hosts {
            let name = try #require(HostName("host\(number)"))
            let series = cpu(HostKey(cluster: prod, name: name))
            let found = try await archive.fetch(
                Query(series, from: from, to: midnight + (safe + 1) * 15, resolution: 15))
            let first = (found.start - midnight) / 15
            let expected = Array(first...safe)
            #expect(found["user"] == expected.map { Double($0) })
            #expect(found["idle"] == expected.map { Double($0 * 100 + number) / 8 })
            let header = try RRDHeader(readingFrom: archive.layout.path(of: series), now: midnight + 10_000_000)
            #expect((header?.lastUpdate ?? 0) >= midnight + (safe + 1) * 15)
        }
        _ = try await onThread { try RRDTool.run("info", archive.layout.path(of: cpu(host("host0")))) }
        print("\(Self.kills) kills, \(safe + 1) rows of \(Self.hosts) hosts")
        await archive.close()
    }
}
