import Archive
import ArchiveKit
import Foundation
import MetricModel
import TestKit
import Testing

@Suite(
    "An archive on a disk that is full again and again",
    .enabled(if: SmallDisk.obstacle == nil, "skipped: \(SmallDisk.obstacle ?? "")"), .serialized)
struct FullDiskTests {
    private static let rows = KnownRows(step: 1, retention: .brief)
    /// Those whose files there were before.
    private static let oldHosts = 20

    /// How often: PLEXUS_FULL for a proof, a few times by itself.
    private static let fillings = Proof.count("PLEXUS_FULL", usually: 15)

    /// What is left free by the guard, in bytes, and a disk large enough for it.
    struct Room: Sendable, CustomTestStringConvertible {
        let minimumFree: Int?
        let megabytes: Int
        var testDescription: String { "\(minimumFree.map { "\($0) bytes" } ?? "the usual room") to be left free" }
    }

    private static let rooms = [
        Room(minimumFree: 0, megabytes: 40), Room(minimumFree: nil, megabytes: 270),
    ]

    private static func task(_ disk: SmallDisk, _ room: Room, first: Int) -> Victim.Task {
        var task = Victim.Task("\(disk.path)/data")
        (task.step, task.isBrief, task.first) = (1, true, first)
        (task.hosts, task.growEvery) = (oldHosts, 4)
        // So slow that the finest archive still has all rows in the end.
        (task.pause, task.flush, task.minimumFree) = (20, 30, room.minimumFree)
        return task
    }

    /// Fills the disk and frees it, at moments that nobody knows before.
    private static func harass(_ disk: SmallDisk, times: Int, _ random: inout SeededGenerator) throws {
        for _ in 0..<times {
            try disk.fill()
            usleep(.random(in: 0...80_000, using: &random))
            disk.free()
            usleep(.random(in: 0...60_000, using: &random))
        }
    }

    @Test("goes on with the files that it has, and tells of every row that it could not keep", arguments: rooms)
    func full(room: Room) async throws {
        let (tally, events) = try await onThread {
            let disk = try SmallDisk(megabytes: room.megabytes)
            defer { withExtendedLifetime(disk) {} }
            var random = SeededGenerator(state: UInt64(Self.fillings))
            let victim = try Victim(Self.task(disk, room, first: 0))
            try victim.wait(for: 1, more: "written")
            try Self.harass(disk, times: Self.fillings, &random)
            try victim.wait(for: 2, more: "written")
            let tally = try victim.finish()
            // Only now: its words are read later than they are said.
            let last = (victim.numbers("safe") + victim.numbers("written")).max() ?? 0
            #expect(tally.accounted == tally.stored)
            #expect(tally.late + tally.dropped + tally.refused == 0)

            let reader = try ArchiveReader(directory: "\(disk.path)/data")
            let files = try SoundFile.all(below: reader.layout.root)
            #expect(files.count == tally.created && tally.damaged == 0)
            // Nothing at all is missing where there was a file.
            for number in 0..<Self.oldHosts {
                #expect(try Self.rows.found(of: number, in: reader, upTo: last) == Array(0...last))
            }
            let everyRow = try (0..<(5 * Self.oldHosts)).reduce(0) {
                $0 + (try Self.rows.found(of: $1, in: reader, upTo: last + 40).count)
            }
            #expect(everyRow == tally.written)
            return (tally, victim.events)
        }
        // Whatever was refused was told, once for each kind.
        for (action, count) in tally.errors {
            #expect(count > 0 && events.count { $0.hasPrefix("cannot \(action):") } == 1)
        }
        if room.minimumFree == nil {
            #expect(tally.withoutSpace > 0)
            #expect(events.contains { $0.hasPrefix("no new files are created") })
            #expect(events.contains { $0.hasPrefix("new files are created again") })
        }
        print("\(Self.fillings) times full, \(room.testDescription): \(tally)")
    }

    @Test("is whole after kills on the full disk, and has what it said is written or safe")
    func killed() async throws {
        let kills = max(3, Self.fillings / 5)
        let lost = try await onThread {
            let disk = try SmallDisk(megabytes: 40)
            defer { withExtendedLifetime(disk) {} }
            var random = SeededGenerator(state: UInt64(Self.fillings))
            var promised: Set<Int> = []
            var first = 0
            var unjournaled = 0
            for _ in 0..<kills {
                let victim = try Victim(Self.task(disk, Self.rooms[0], first: first))
                try victim.wait(for: 5, more: "safe")
                try Self.harass(disk, times: .random(in: 0...3, using: &random), &random)
                if Bool.random(using: &random) { try disk.fill() }
                usleep(.random(in: 0...400_000, using: &random))
                try victim.kill()
                disk.free()
                let safe = victim.numbers("safe")
                promised.formUnion(safe)
                if let written = victim.numbers("written").last {
                    promised.formUnion(first...written)
                    unjournaled += (first...written).count - safe.count { $0 <= written }
                }
                first = (victim.numbers("safe") + victim.numbers("written")).max().map { $0 + 2 } ?? first
            }
            let next = try Victim(Self.task(disk, Self.rooms[0], first: first))
            try next.wait(for: 1, more: "written")
            let tally = try next.finish()
            #expect(tally.damaged == 0)
            let reader = try ArchiveReader(directory: "\(disk.path)/data")
            _ = try SoundFile.all(below: reader.layout.root)
            for number in 0..<Self.oldHosts {
                let found = Set(try Self.rows.found(of: number, in: reader, upTo: first))
                let missing = promised.subtracting(found).sorted()
                if !missing.isEmpty { Issue.record("host\(number) lacks \(missing.count): \(missing.prefix(5))") }
            }
            let left = try FileManager.default.contentsOfDirectory(atPath: reader.layout.journalFolder)
            #expect(left.isEmpty, "\(left.count) segments: \(left.prefix(5))")
            return unjournaled
        }
        print("\(kills) kills on a full disk, \(lost) rows that were in no journal")
    }
}
