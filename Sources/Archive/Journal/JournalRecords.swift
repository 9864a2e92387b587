import Wire

/// Finds the records of a segment, whatever is in them.
struct JournalRecords {
    private let seed: UInt32
    /// Where the next record begins.
    private(set) var offset: Int

    /// - `segment`: the number that the file's name says.
    init(segment: UInt64, _ bytes: Span<UInt8>) throws(JournalError) {
        let size = JournalFormat.headerSize
        guard bytes.count >= size else {
            throw .header(expected: "\(size) bytes", found: "\(bytes.count)")
        }
        let expected = JournalFormat.header(of: segment)
        for index in expected.indices where bytes[index] != expected[index] {
            throw .header(
                expected: "that of a segment \(segment) of version \(JournalFormat.version)",
                found: "another byte \(index)")
        }
        seed = JournalFormat.seed(of: segment)
        offset = size
    }

    /// Where the next record's payload lies; nil at the segment's end, behind which lies what the file was
    /// before, or at that of the bytes.
    mutating func next(_ bytes: Span<UInt8>) throws(JournalError) -> Range<Int>? {
        guard offset < bytes.count else { return nil }
        let start = offset + JournalFormat.recordHeaderSize
        guard start <= bytes.count else {
            throw .record(at: offset, expected: "a record's header", found: "\(bytes.count - offset) bytes")
        }
        let length = Int(Self.uint32(bytes, at: offset))
        let stored = Self.uint32(bytes, at: offset + 4)
        if length == 0, stored == CRC32C.checksum(bytes.extracting(0..<0), seed: seed) { return nil }
        guard 1...JournalFormat.maximumRecord ~= length else {
            throw .record(
                at: offset, expected: "a record of 1 to \(JournalFormat.maximumRecord) bytes", found: "\(length)")
        }
        guard length <= bytes.count - start else {
            throw .record(
                at: offset, expected: "a record of \(length) bytes", found: "\(bytes.count - start) bytes")
        }
        let sum = CRC32C.checksum(bytes.extracting(start..<start + length), seed: seed)
        guard sum == stored else {
            throw .record(at: offset, expected: "the checksum \(stored)", found: "\(sum)")
        }
        offset = start + length
        return start..<start + length
    }

    private static func uint32(_ bytes: Span<UInt8>, at offset: Int) -> UInt32 {
        (0..<4).reduce(0) { $0 | UInt32(bytes[offset + $1]) << UInt32(8 * $1) }
    }
}

extension [UInt8] {
    /// Leaves room for a record's header, behind which its payload is to be appended.
    package mutating func beginRecord() {
        append(contentsOf: repeatElement(0, count: JournalFormat.recordHeaderSize))
    }

    /// Fills in the header of the record that was begun at an offset and ends here.
    package mutating func endRecord(begunAt start: Int, seed: UInt32) {
        let first = start + JournalFormat.recordHeaderSize
        let sum = CRC32C.checksum(span.extracting(first...), seed: seed)
        overwrite(littleEndian: UInt32(count - first), at: start)
        overwrite(littleEndian: sum, at: start + 4)
    }

    /// Appends a segment's end: the header of a record without a payload.
    mutating func endSegment(seed: UInt32) {
        let start = count
        beginRecord()
        endRecord(begunAt: start, seed: seed)
    }
}
