import Archive
import Foundation
import Testing

@Suite("Plain files are written as librrd writes them")
struct PlainRowWriterTests {
    /// `PLEXUS_PROOF_ROWS=1000000` takes more rows than every run does, `PLEXUS_PROOF_SEED` others.
    @Test("byte for byte, whatever the columns, archives, times and values")
    func sameBytes() throws {
        let environment = ProcessInfo.processInfo.environment
        let wanted = environment["PLEXUS_PROOF_ROWS"].flatMap { Int($0) } ?? 20_000
        var seed = environment["PLEXUS_PROOF_SEED"].flatMap { UInt64($0) } ?? 1
        let folder = try ScratchFolder()
        var tally = Tally()
        while tally.rows < wanted {
            try compare(RandomFile(seed: seed), in: folder, &tally)
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
            "\(rows) rows (\(late) late) of \(values) values in \(flushes) flushes of \(files) files: every byte the same"
        }
    }

    private func compare(_ file: RandomFile, in folder: ScratchFolder, _ tally: inout Tally) throws {
        var file = file
        let ours = "\(folder.path)/ours.rrd"
        let theirs = "\(folder.path)/theirs.rrd"
        for path in [ours, theirs] { try? FileManager.default.removeItem(atPath: path) }
        try RRDCreation.create(theirs, definitions: file.definitions, step: file.step, start: file.start)
        try FileManager.default.copyItem(atPath: theirs, toPath: ours)
        let header = try #require(try RRDHeader(readingFrom: ours, now: file.start))
        var plain = PlainRowWriter()
        var library = LibraryRowWriter()
        var batch = UpdateBatch(columns: file.columns)
        for flush in 0..<20 {
            tally.late += file.fill(&batch)
            try library.write(batch, to: CheckedFile(path: theirs, header: header))
            try plain.write(batch, to: CheckedFile(path: ours, header: header))
            let expected = try Data(contentsOf: URL(fileURLWithPath: theirs))
            let found = try Data(contentsOf: URL(fileURLWithPath: ours))
            if expected != found {
                let offset = zip(expected, found).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? -1
                let part = partOfFile(at: offset, columns: file.columns, archives: file.archives)
                let (wanted, got) = (word(of: expected, at: offset), word(of: found, at: offset))
                try #require(
                    wanted == got,
                    "seed \(file.seed), flush \(flush): byte \(offset) (\(part)): \(file.definitions)")
            }
            tally.flushes += 1
            tally.rows += batch.times.count
            tally.values += batch.times.count * file.columns
        }
        tally.files += 1
    }

    /// The eight bytes to which one belongs, as a number and as a double.
    private func word(of bytes: Data, at offset: Int) -> String {
        let start = offset / 8 * 8
        let bits = bytes[start..<(start + 8)].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return "\(String(bits, radix: 16)) \(Double(bitPattern: bits))"
    }
}
