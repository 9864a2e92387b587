import Archive
import Foundation
import TestKit
import Testing

@Suite("Plain files are written as librrd writes them")
struct PlainRowWriterTests {
    /// `PLEXUS_PROOF_ROWS=1000000` takes more rows than every run does, `PLEXUS_PROOF_SEED` others.
    @Test("byte for byte, whatever the columns, archives, times and values")
    func sameBytes() throws {
        let environment = ProcessInfo.processInfo.environment
        let wanted = environment["PLEXUS_PROOF_ROWS"].flatMap { Int($0) } ?? 20_000
        var seed = environment["PLEXUS_PROOF_SEED"].flatMap { UInt64($0) } ?? 1
        var tally = Tally()
        while tally.rows < wanted {
            try compare(RandomFile(seed: seed), &tally)
            seed += 1
        }
        if environment["PLEXUS_PROOF_ROWS"] != nil { print(tally) }
        #expect(tally.late > 0)
    }

    struct Tally: CustomStringConvertible {
        var files = 0
        var flushes = 0
        var rows = 0
        var late = 0
        var values = 0

        var description: String {
            "\(rows) rows (\(late) late), \(values) values, \(flushes) flushes, \(files) files: every byte the same"
        }
    }

    private func compare(_ file: RandomFile, _ tally: inout Tally) throws {
        var file = file
        let pair = try FilePair(file.definitions, step: file.step, start: file.start)
        var plain = PlainRowWriter()
        var library = LibraryRowWriter()
        var batch = UpdateBatch(columns: file.columns)
        for flush in 0..<20 {
            tally.late += file.fill(&batch)
            try library.write(batch, to: pair.theirFile)
            try plain.write(batch, to: pair.ourFile)
            let difference = try pair.difference()
            try #require(difference == nil, "seed \(file.seed), flush \(flush), \(file.definitions)")
            tally.flushes += 1
            tally.rows += batch.times.count
            tally.values += batch.times.count * file.columns
        }
        tally.files += 1
    }

    @Test("gaps as long as the rings, of more rows than are written at once")
    func longGaps() throws {
        let definitions = [
            "DS:a:GAUGE:1000000:U:U", "RRA:AVERAGE:0.5:1:140000", "RRA:MAX:0.5:2:140000", "RRA:MIN:0.5:70:7",
        ]
        let start = 1_700_000_000
        let pair = try FilePair(definitions, step: 1, start: start)
        var plain = PlainRowWriter()
        var library = LibraryRowWriter()
        var time = start
        for gaps in [[131_072], [135_000, 1], [1, 131_071, 3], [900_000, 1], [140_000, 140_000], [139_999, 20]] {
            var batch = UpdateBatch(columns: 1)
            for gap in gaps {
                time += gap
                batch.append([Double(gap)], at: UpdateBatch.Time(time))
            }
            try library.write(batch, to: pair.theirFile)
            try plain.write(batch, to: pair.ourFile)
            #expect(try pair.difference() == nil, "\(gaps)")
        }
    }

    @Test("counters that no update makes", arguments: [1 << 31, (1 << 31) + 5, (1 << 32) + 1, 1 << 40] as [UInt64])
    func oddCounters(unknown: UInt64) throws {
        let start = 1_700_000_000
        let pair = try FilePair(
            ["DS:a:GAUGE:120:U:U", "RRA:AVERAGE:0.5:1:10", "RRA:AVERAGE:0.5:3:10"], step: 15, start: start)
        let state = 128 + 120 + 2 * 120 + 16
        let firstCell = state + 112
        for path in [pair.ours, pair.theirs] {
            var bytes = try pair.bytes(path)
            for offset in [state + 32, firstCell + 80 + 8] {
                withUnsafeBytes(of: unknown.littleEndian) { bytes.replaceSubrange(offset..<(offset + 8), with: $0) }
            }
            try bytes.write(to: URL(fileURLWithPath: path))
        }
        var plain = PlainRowWriter()
        var library = LibraryRowWriter()
        for flush in 0..<8 {
            var batch = UpdateBatch(columns: 1)
            batch.append([flush == 0 ? .nan : Double(flush)], at: UpdateBatch.Time(start + 1 + flush * 12))
            try library.write(batch, to: pair.theirFile)
            try plain.write(batch, to: pair.ourFile)
            #expect(try pair.difference() == nil, "\(flush)")
        }
    }

    @Test("a reading is kept as it is, where librrd reads its decimals some units off")
    func exactReadings() throws {
        var source = SeededGenerator(state: 3)
        let start = 1_700_000_000
        let pair = try FilePair(["DS:a:GAUGE:10:U:U", "RRA:LAST:0.5:1:1000"], step: 1, start: start)
        let readings = (0..<1000).map { _ in Double.random(in: -1e6...1e6, using: &source) }
        var batch = UpdateBatch(columns: 1)
        for (index, reading) in readings.enumerated() {
            batch.append([reading], at: UpdateBatch.Time(start + index + 1))
        }
        var plain = PlainRowWriter()
        try plain.write(batch, to: pair.ourFile)
        // The first row follows the place at which librrd began, which it draws at random.
        let rows = try pair.bytes(pair.ours).suffix(8000).withUnsafeBytes { Array($0.bindMemory(to: Double.self)) }
        let first = try #require(rows.firstIndex(of: readings[0]))
        #expect(Array(rows[first...] + rows[..<first]) == readings)
    }

    @Test(
        "other files are librrd's",
        arguments: ["COUNTER:120:U:U", "DCOUNTER:120:U:U", "DERIVE:120:U:U", "ABSOLUTE:120:U:U"])
    func otherFiles(column: String) throws {
        let pair = try FilePair(
            ["DS:a:GAUGE:120:U:U", "DS:b:\(column)", "RRA:AVERAGE:0.5:1:10"], step: 15, start: 1_700_000_000)
        var batch = UpdateBatch(columns: 2)
        batch.append([1, 2], at: UpdateBatch.Time(1_700_000_015))
        var plain = PlainRowWriter()
        #expect(throws: RowWriteError.notPlain(path: pair.ours)) { try plain.write(batch, to: pair.ourFile) }
        var library = LibraryRowWriter()
        try library.write(batch, to: pair.ourFile)
        #expect(try pair.difference() != nil)
    }
}
