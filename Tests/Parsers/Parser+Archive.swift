import Archive

extension Parser {
    /// What an archive finds in its folders, and others may have damaged.
    static let archive: [Parser] = [
        Parser("journal-segment") { bytes in takesRows(segment: number(of: bytes), bytes) },
        // Behind the checksum, which a fuzzer does not guess.
        Parser("journal-record") { payload in
            var segment = JournalFormat.header(of: 1)
            let start = segment.count
            segment.beginRecord()
            for index in payload.indices { segment.append(payload[index]) }
            segment.endRecord(begunAt: start, seed: JournalFormat.seed(of: 1))
            return takesRows(segment: 1, segment.span)
        },
        Parser("journal-header") { payload in (try? HeaderCopy(payload)) != nil },
        Parser("rrd-header") { bytes in
            let file = bytes.withUnsafeBufferPointer { Array($0) }
            do throws(RRDHeaderError) {
                let header = try RRDHeader(parsing: file, fileSize: file.count, path: "x.rrd", now: 2_000_000_000)
                return header.archives.allSatisfy { header.span(of: $0).count > 0 }
            } catch {
                return error.description.isEmpty
            }
        },
    ]

    /// The number that a segment's header says; a file's name says it too.
    private static func number(of segment: Span<UInt8>) -> UInt64 {
        guard segment.count >= 16 else { return 0 }
        return (0..<8).reduce(0) { $0 | UInt64(segment[8 + $1]) << UInt64(8 * $1) }
    }

    private static func takesRows(segment: UInt64, _ bytes: Span<UInt8>) -> Bool {
        do throws(JournalError) {
            var decoder = try JournalDecoder(segment: segment, bytes)
            while try decoder.next(bytes, { _ in }) {}
            return true
        } catch {
            return error.description.isEmpty
        }
    }
}
