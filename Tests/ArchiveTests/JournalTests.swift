import Foundation
import MetricModel
import TestKit
import Testing

@testable import Archive

@Suite("The journal gives back what it took")
struct JournalTests {
    /// Rows of some series, with values of every kind.
    static func someRows(_ count: Int, seed: UInt64) -> [Row] {
        var random = SeededGenerator(state: seed)
        let instances = [nil, InstanceName("sda"), InstanceName("/var/lib with blanks")]
        let definitions = [definition(), definition(["user", "model", "idle"], retention: .planning, pace: 15)]
        return (0..<count).map { index in
            let meaning = definitions[Int.random(in: 0...1, using: &random)]
            let series: Series =
                Int.random(in: 0..<5, using: &random) == 0
                ? .group(prod, meaning.subject)
                : cpu(
                    host(["web1", "web2", "db1"][Int.random(in: 0...2, using: &random)]),
                    instance: instances[Int.random(in: 0...2, using: &random)])
            let end = Int64(midnight + index * 15 - Int.random(in: 0...3, using: &random) * 100)
            let values = (0..<Schema.width(of: meaning, for: series)).map { _ -> Double in
                switch Int.random(in: 0..<8, using: &random) {
                case 0: .nan
                case 1: 0
                case 2: -0.0
                case 3: .infinity
                case 4: Double(Int.random(in: -1000...1000, using: &random))
                case 5: Double(bitPattern: UInt64.random(in: 0...UInt64.max, using: &random))
                default: Double.random(in: 0...1e12, using: &random)
                }
            }
            return Row(series: series, definition: meaning, start: end - 15, end: end, values: values)
        }
    }

    /// A segment with the rows in batches, and where each of its records ends.
    static func segment(_ number: UInt64, _ batches: [[Row]]) -> (bytes: [UInt8], ends: [Int]) {
        var encoder = JournalEncoder(segment: number)
        var bytes = JournalFormat.header(of: number)
        var ends: [Int] = []
        for batch in batches {
            encoder.encode(batch, into: &bytes)
            ends.append(bytes.count)
        }
        return (bytes, ends)
    }

    /// The rows before the first that cannot be read, and why it cannot.
    static func decode(_ number: UInt64, _ bytes: [UInt8]) -> (rows: [Row], error: JournalError?) {
        var rows: [Row] = []
        do throws(JournalError) {
            var decoder = try JournalDecoder(segment: number, bytes.span)
            while try decoder.next(bytes.span, { rows.append($0) }) {}
            return (rows, nil)
        } catch {
            return (rows, error)
        }
    }

    @Test("rows of every kind, in batches of every size", arguments: [1, 2, 3, 4] as [UInt64])
    func roundTrip(seed: UInt64) {
        let rows = Self.someRows(500, seed: seed)
        var batches: [[Row]] = []
        var rest = rows[...]
        while !rest.isEmpty {
            batches.append(Array(rest.prefix(1 + batches.count % 40)))
            rest = rest.dropFirst(1 + batches.count % 40)
        }
        // Each batch takes as many as its place says; what a rounding leaves out is in none.
        let taken = batches.flatMap { $0 }
        let (bytes, _) = Self.segment(seed, batches)
        let found = Self.decode(seed, bytes)
        #expect(found.error == nil)
        #expect(found.rows == taken)
    }

    @Test("a record never takes more than its limit")
    func largeBatches() {
        let rows = Self.someRows(60_000, seed: 9)
        let (bytes, _) = Self.segment(1, [rows])
        #expect(bytes.count > JournalFormat.maximumRecord)
        #expect(Self.decode(1, bytes).rows == rows)
    }

    @Test("cut anywhere, it gives the records before the cut and says where it is")
    func cut() {
        let batches = (0..<6).map { Self.someRows(3, seed: UInt64($0)) }
        let (bytes, ends) = Self.segment(7, batches)
        for length in 0..<bytes.count {
            let found = Self.decode(7, Array(bytes[..<length]))
            let whole = ends.count { $0 <= length }
            #expect(found.rows == batches.prefix(whole).flatMap { $0 })
            let isAtEnd = length == JournalFormat.headerSize || ends.contains(length)
            #expect((found.error == nil) == isAtEnd, "\(length)")
        }
    }

    @Test("one bit wrong anywhere, it gives the records before, and no others")
    func damaged() {
        let batches = (0..<4).map { Self.someRows(2, seed: UInt64($0)) }
        let (bytes, ends) = Self.segment(7, batches)
        for place in bytes.indices {
            var wrong = bytes
            wrong[place] ^= 1 << UInt8(place % 8)
            let found = Self.decode(7, wrong)
            let before = place < JournalFormat.headerSize ? 0 : ends.count { $0 <= place }
            #expect(found.rows == batches.prefix(before).flatMap { $0 })
            #expect(found.error != nil)
        }
    }

    @Test("behind the end may be anything")
    func end() {
        let rows = Self.someRows(5, seed: 3)
        var (bytes, _) = Self.segment(1, [rows])
        bytes.endSegment(seed: JournalFormat.seed(of: 1))
        for rest in [[], [7], Self.segment(1, [rows]).bytes, Array(repeating: 0, count: 100)] {
            let found = Self.decode(1, bytes + rest)
            #expect(found.rows == rows && found.error == nil)
        }
        // The end of another segment is none.
        var other = Self.segment(1, [rows]).bytes
        other.endSegment(seed: JournalFormat.seed(of: 2))
        #expect(Self.decode(1, other).error != nil)
    }

    @Test("the file of a segment that is dropped is used again, and what it held does not come back")
    func usedAgain() throws {
        let folder = try TemporaryFolder()
        let journal = try Journal(folder: folder.path, on: SystemDisk())
        var writer = JournalWriter(journal, worker: 0)
        func names() throws -> [String] { try SystemDisk().names(in: folder.path).sorted() }
        for round in 1...3 {
            let rows = Self.someRows(100 / round, seed: UInt64(round))
            try writer.append(rows)
            #expect(try names() == ["00000000000\(round).0.journal"])
            var found: [Row] = []
            try Journal(folder: folder.path, on: SystemDisk()).replay(
                progress: { _ in }, broken: { Issue.record("\($0)") }, { row, _ in found.append(row) })
            #expect(found == rows)
            writer.end()
            try journal.sync()
            try journal.dropRows(before: writer.nextNumber)
            #expect(try names() == ["00000000000\(round).0.spare"])
        }
        try journal.removeSpares()
        #expect(try names().isEmpty)
    }

    @Test("of files that are no longer needed a few are kept, and found at the next start")
    func spares() throws {
        let folder = try TemporaryFolder()
        let journal = try Journal(folder: folder.path, on: SystemDisk())
        var writers = (0..<6).map { JournalWriter(journal, worker: $0) }
        for index in writers.indices { try writers[index].append(Self.someRows(3, seed: 1)) }
        try journal.dropRows(before: journal.nextNumber)
        let kept = try SystemDisk().names(in: folder.path)
        #expect(kept.count == 4 && kept.allSatisfy { $0.hasSuffix(".spare") })
        let next = try Journal(folder: folder.path, on: SystemDisk())
        _ = try next.begin(worker: 0)
        #expect(try SystemDisk().names(in: folder.path).count == 4)
        try next.removeSpares()
        let left = try SystemDisk().names(in: folder.path)
        #expect(left.count == 1 && left.allSatisfy { $0.hasSuffix(".journal") })
    }

    @Test("a folder that is gone is made again, whatever had been kept in it")
    func folderGone() throws {
        let folder = try TemporaryFolder()
        let journal = try Journal(folder: folder.path + "/journal", on: SystemDisk())
        var writer = JournalWriter(journal, worker: 0)
        try writer.append(Self.someRows(3, seed: 1))
        writer.end()
        try journal.dropRows(before: journal.nextNumber)
        try FileManager.default.removeItem(atPath: folder.path + "/journal")
        try writer.append(Self.someRows(3, seed: 2))
        #expect(try SystemDisk().names(in: folder.path + "/journal") == ["000000000002.0.journal"])
    }

    @Test("records of another segment are not taken for its own")
    func foreign() {
        let (mine, _) = Self.segment(1, [Self.someRows(2, seed: 1)])
        let (other, _) = Self.segment(2, [Self.someRows(2, seed: 2)])
        let found = Self.decode(1, mine + other.dropFirst(JournalFormat.headerSize))
        #expect(found.rows == Self.someRows(2, seed: 1))
        #expect(found.error != nil)
    }

    @Test(
        "the checksum is the one of iSCSI",
        arguments: [
            ("", 0), ("123456789", 0xE306_9283), ("The quick brown fox jumps over the lazy dog", 0x2262_0404),
        ])
    func checksum(text: String, sum: UInt32) {
        #expect(CRC32C.checksum(Array(text.utf8).span) == sum)
    }

    @Test("names of segments are sorted as their numbers, and those of others passed over")
    func names() {
        for number in [1, 999_999_999_999, 1_000_000_000_000] as [UInt64] {
            for content in JournalFormat.Content.allCases {
                let name = JournalFormat.FileName(number: number, worker: 3, content: content)
                #expect(JournalFormat.FileName("\(name)") == name)
            }
        }
        for name in [
            "1.0.journal", "000000000001.journal", "000000000001.0.journal.damaged", "000000000001.-1.journal",
        ] {
            #expect(JournalFormat.FileName(name) == nil)
        }
    }
}
