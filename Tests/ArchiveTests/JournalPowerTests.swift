import Foundation
import MetricModel
import TestKit
import Testing

@testable import Archive

@Suite("The journal and the power")
struct JournalPowerTests {
    /// A worker, and what it has done.
    private struct Life {
        var writer: JournalWriter
        var appended: [Row] = []
        var synced = 0
        /// Rows that are in their files, for good.
        var stored = 0
        var firstOfSegment: [(number: UInt64, row: Int)] = []

        mutating func append(_ rows: [Row]) throws {
            try writer.append(rows)
            if firstOfSegment.last?.number != writer.number { firstOfSegment.append((writer.number, appended.count)) }
            appended += rows
        }

        /// As a worker does: everything is written, so no segment up to now is needed any more.
        mutating func store() -> UInt64 {
            writer.end()
            stored = appended.count
            return writer.nextNumber
        }
    }

    private static func number(_ row: Row) -> Int { Int(row.end - Int64(midnight)) }

    private static func rows(_ count: Int, of worker: Int, from start: Int) -> [Row] {
        let host = HostKey(cluster: prod, name: HostName("host\(worker)") ?? web1.name)
        return (start..<start + count).map { index in
            Row(
                series: cpu(host, instance: index % 3 == 0 ? InstanceName("x") : nil), definition: definition(),
                start: Int64(midnight + index - 1), end: Int64(midnight + index), values: [Double(index), .nan])
        }
    }

    /// Lives of two workers, with syncs and drops in between, cut off at a random moment.
    private static func live(_ disk: CrashDisk, _ random: inout SeededGenerator) throws -> [Life] {
        let journal = try Journal(folder: "/j", on: disk)
        var lives = (0...1).map { Life(writer: JournalWriter(journal, worker: $0)) }
        for _ in 0..<Int.random(in: 1...40, using: &random) {
            let worker = Int.random(in: 0...1, using: &random)
            switch Int.random(in: 0..<10, using: &random) {
            case 0..<6:
                let count = Int.random(in: 1...30, using: &random)
                try lives[worker].append(rows(count, of: worker, from: lives[worker].appended.count))
            case 6..<8:
                try journal.sync()
                for index in lives.indices { lives[index].synced = lives[index].appended.count }
            case 8: lives[worker].writer.end()
            default:
                let needed = lives.indices.map { lives[$0].store() }
                try disk.syncFileSystem(of: "/rrd")
                for index in lives.indices { lives[index].synced = lives[index].appended.count }
                try journal.dropRows(before: needed.min() ?? 0)
            }
        }
        return lives
    }

    @Test("nothing that was synced is lost, and nothing comes back that was never written", arguments: 0..<1500)
    func powerLoss(seed: Int) throws {
        var random = SeededGenerator(state: UInt64(seed))
        let disk = CrashDisk()
        let lives = try Self.live(disk, &random)
        let left = disk.afterPowerLoss(&random)
        var found: [[Int]] = [[], []]
        var damaged = 0
        try Journal(folder: "/j", on: left).replay(
            progress: { _ in }, broken: { if !$0.isTorn { damaged += 1 } }
        ) { row, _ in
            guard case .host(let host, _, _) = row.series else { return }
            let worker = host.name.text == "host1" ? 1 : 0
            found[worker].append(Self.number(row))
            #expect(row.values[0] == Double(Self.number(row)) && row.values[1].isNaN)
        }
        for (life, numbers) in zip(lives, found) {
            // What is in the files need not be in the journal; what is there is without a gap, up to all that was synced.
            let first = numbers.first ?? life.synced
            #expect(first <= life.stored || life.stored == 0 && first == 0 || numbers.isEmpty)
            #expect(numbers == Array(first..<first + numbers.count))
            #expect(max(life.stored, first + numbers.count) >= life.synced)
            #expect(first + numbers.count <= life.appended.count)
        }
        #expect(damaged == 0)
    }

    @Test("a full disk is an error each time, and what comes after it goes to a new segment once there is room")
    func full() throws {
        let disk = CrashDisk()
        let journal = try Journal(folder: "/j", on: disk)
        var writer = JournalWriter(journal, worker: 0)
        try writer.append(Self.rows(5, of: 0, from: 0))
        let first = writer.number
        disk.fail(afterWrites: 0)
        for _ in 0..<3 {
            #expect(throws: SystemError.self) { try writer.append(Self.rows(5, of: 0, from: 5)) }
            #expect(writer.number == 0)
        }
        disk.fail(afterWrites: .max)
        try writer.append(Self.rows(5, of: 0, from: 10))
        #expect(writer.number > first)
        var numbers: [Int] = []
        try Journal(folder: "/j", on: disk).replay(
            progress: { _ in }, broken: { _ in }
        ) { row, _ in
            numbers.append(Self.number(row))
        }
        #expect(numbers == Array(0..<5) + Array(10..<15))
    }
}
