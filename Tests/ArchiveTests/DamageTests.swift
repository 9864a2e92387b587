import Archive
import ArchiveKit
import Foundation
import MetricModel
import TestKit
import Testing

// One after another: readers that never rest would keep the journal from being synced for a minute.
@Suite("An archive whose files are damaged under its hands", .serialized)
struct DamageTests {
    private static let rows = KnownRows(step: 1, retention: .brief)
    private static let header = 2_000
    /// The files of the first ones are left alone.
    private static let untouched = 0..<10
    private static let struck = 10..<25
    /// Those whose headers may be damaged in ways that nobody can tell.
    private static let garbled = 25..<40

    /// How often: PLEXUS_DAMAGE for a proof, some times by itself.
    private static let strikes = Proof.count("PLEXUS_DAMAGE", usually: 150)

    private static func task(_ directory: TemporaryFolder) -> Victim.Task {
        var task = Victim.Task(directory.path)
        (task.step, task.isBrief, task.hosts) = (1, true, 40)
        (task.pause, task.flush, task.asks) = (10, 30, true)
        return task
    }

    private static func paths(_ hosts: Range<Int>, in layout: ArchiveLayout) -> [String] {
        hosts.map { layout.path(of: rows.series($0)) }
    }

    @Test("goes on: what was not touched has every row, what was is set aside or goes on, and all is told")
    func files() async throws {
        try await onThread {
            let directory = try TemporaryFolder()
            let layout = ArchiveLayout(directory: directory.path)
            let victim = try Victim(Self.task(directory))
            try victim.wait(for: 1, more: "written")
            var reading = Self.task(directory)
            reading.kind = .read
            let readers = [try Victim(reading), try Victim(reading)]

            var vandal = Vandal(seed: Self.strikes)
            let blunt = Vandal.Deed.allCases.filter { $0 != .flipHeader }
            for number in 0..<Self.strikes {
                let isBlunt = number.isMultiple(of: 2)
                vandal.strike(
                    Self.paths(isBlunt ? Self.struck : Self.garbled, in: layout),
                    doing: isBlunt ? blunt : [.flipHeader], header: Self.header)
                vandal.rest(upTo: 20_000)
            }
            try victim.wait(for: 3, more: "written")
            let asked = try readers.map { try $0.finish() }
            let last = victim.numbers("written").last ?? 0
            let tally = try victim.finish()
            try Self.check(layout, upTo: last)

            #expect(tally.accounted == tally.stored)
            #expect(tally.damaged > 0 && tally.answered > 0)
            #expect(victim.events.count { $0.hasPrefix("set ") } == tally.damaged)
            #expect(Set(tally.errors.keys).isSubset(of: ["open", "create", "update", "setAside"]), "\(tally.errors)")
            for action in tally.errors.keys {
                #expect(victim.events.contains { $0.hasPrefix("cannot \(action):") })
            }
            print("\(Self.strikes) strikes \(vandal.deeds.map { "\($0.key) \($0.value)" }.sorted()): \(tally)")
            for tally in asked { print("a reader: \(tally.answered) answers, \(tally.refusedQueries) errors") }

            // And what is left is no obstacle to the next.
            let archive = try openArchive(directory)
            _ = try Self.rows.found(of: 0, in: archive, upTo: last)
        }
    }

    private static func check(_ layout: ArchiveLayout, upTo last: Int) throws {
        let reader = try ArchiveReader(directory: layout.directory)
        for number in untouched {
            _ = try SoundFile(layout.path(of: rows.series(number)))
            #expect(try rows.found(of: number, in: reader, upTo: last) == Array(0...last), "host\(number)")
        }
        for number in struck {
            let file = try SoundFile(layout.path(of: rows.series(number)))
            #expect(file.header.lastUpdate >= rows.end(of: last))
            let query = Query(
                rows.series(number), columns: ["user"], from: rows.end(of: last - 1), to: rows.end(of: last))
            #expect(try reader.fetchBlocking(query)["user"] == [Double(last)], "host\(number)")
        }
        var ahead = 0
        for number in garbled {
            do {
                _ = try SoundFile(layout.path(of: rows.series(number)))
            } catch RRDHeaderError.fromTheFuture {
                ahead += 1
            }
        }
        print("\(ahead) files of \(garbled.count) say that they are from the future")
    }

    @Test("ends no process that reads a file which is cut short meanwhile")
    func cutWhileRead() async throws {
        try await onThread {
            let directory = try TemporaryFolder()
            var task = Self.task(directory)
            (task.hosts, task.asks) = (1, false)
            let victim = try Victim(task)
            try victim.wait(for: 1, more: "written")
            _ = try victim.finish()
            let path = ArchiveLayout(directory: directory.path).path(of: Self.rows.series(0))
            let whole = try Data(contentsOf: URL(filePath: path))
            let file = try #require(FileHandle(forUpdatingAtPath: path))
            task.kind = .read
            let readers = try (0..<3).map { _ in try Victim(task) }
            for _ in 0..<(20 * Self.strikes) {
                try file.truncate(atOffset: 2000)
                try file.truncate(atOffset: 0)
                try file.write(contentsOf: whole)
            }
            for reader in readers {
                let tally = try reader.finish()
                print("a reader of a file that is cut: \(tally.answered) answers, \(tally.refusedQueries) errors")
            }
        }
    }

    @Test("begins again after its journal was damaged, with no value that was not stored")
    func journal() async throws {
        try await onThread {
            let directory = try TemporaryFolder()
            let folder = ArchiveLayout(directory: directory.path).journalFolder
            var vandal = Vandal(seed: Self.strikes)
            var task = Self.task(directory)
            var events: [String] = []
            for _ in 0..<max(3, Self.strikes / 40) {
                let victim = try Victim(task)
                try victim.wait(for: 10, more: "safe")
                for _ in 0..<8 {
                    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
                    vandal.strike(
                        names.map { "\(folder)/\($0)" },
                        doing: [.cut, .empty, .flipRows, .flipHeader, .delete, .overwrite, .garbage, .longer],
                        header: 20)
                    vandal.rest(upTo: 20_000)
                }
                try victim.kill()
                events += victim.events
                task.first = (victim.numbers("safe").last ?? task.first) + 1
            }
            let victim = try Victim(task)
            try victim.wait(for: 1, more: "written")
            let last = victim.numbers("written").last ?? 0
            let tally = try victim.finish()
            let reader = try ArchiveReader(directory: directory.path)
            for number in 0..<40 {
                _ = try SoundFile(reader.layout.path(of: Self.rows.series(number)))
                let found = try Self.rows.found(of: number, in: reader, upTo: last)
                #expect(Array(found.suffix(last - task.first + 1)) == Array(task.first...last))
            }
            events += victim.events
            let broken = events.count { $0.contains("torn off") || $0.contains("are damaged") }
            print("\(vandal.deeds.values.reduce(0, +)) strikes at a journal, \(broken) told: \(tally)")
        }
    }
}
