import MetricModel
import Wire

/// What a segment of the journal looks like, in bytes; numbers are little-endian.
///
///     header   "PLXJ"  version  0 0 0  number (8)  checksum of these (4)
///     record   length (4)  checksum (4)  payload
///     payload  entries, one behind the other, each with a tag
///     end      a record's header without a payload; the next record is written over it
///
/// Files are used again, so that behind the end lies what was in the file before. A record's checksum is seeded with the
/// segment's number: that is not taken for one of this. Definitions and series are told once in a segment and then called by their place; a value is told by what
/// differs from the one before it in its column.
package enum JournalFormat {
    static let magic: [UInt8] = Array("PLXJ".utf8)
    static let version: UInt8 = 1
    static let headerSize = 20
    static let recordHeaderSize = 8
    /// A torn record loses no more than this, and a reader needs no more at once, in bytes.
    static let maximumRecord = 1 << 20

    /// What an entry of a record tells.
    enum Tag: UInt8 {
        /// Length, then the definition as agents send it.
        case definition = 1
        /// The place of its definition, the kind, then the names.
        case series = 2
        /// The place of its series, its end after the last row's, its length in seconds, its values.
        case row = 3
    }

    /// The kinds of a series.
    enum SeriesKind: UInt8 {
        case host = 1
        case hostInstance = 2
        case group = 3
    }

    /// The bytes that a segment begins with.
    package static func header(of segment: UInt64) -> [UInt8] {
        var bytes = magic
        bytes += [version, 0, 0, 0]
        bytes.append(littleEndian: segment)
        bytes.append(littleEndian: CRC32C.checksum(bytes.span))
        return bytes
    }

    /// What the checksums of a segment's records begin with.
    package static func seed(of segment: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: segment ^ segment >> 32) }

    /// What the records of a segment are; the end of its file's name.
    enum Content: String, CaseIterable {
        case rows = "journal"
        case headers
        /// Nothing: the file was a segment that is no longer needed, and will be another.
        case spare
    }

    /// A segment's file in the journal's folder: `000000000042.0.journal`.
    struct FileName: Hashable, CustomStringConvertible {
        let number: UInt64
        let worker: Int
        let content: Content

        var description: String {
            let digits = String(number)
            let zeros = String(repeating: "0", count: max(0, 12 - digits.count))
            return "\(zeros)\(digits).\(worker).\(content.rawValue)"
        }
    }

    /// NaN has many forms; one is enough.
    static func bits(of value: Double) -> UInt64 { value.isNaN ? Double.nan.bitPattern : value.bitPattern }
}

extension JournalFormat.FileName {
    /// nil if it is no name of ours.
    init?(_ name: String) {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let content = JournalFormat.Content(rawValue: String(parts[2])),
            parts[0].utf8.count >= 12, let number = UInt64(parts[0]), let worker = Int(parts[1]), worker >= 0
        else { return nil }
        self.init(number: number, worker: worker, content: content)
    }

    /// Of each worker's segments of a kind the one begun last, which may be written at this moment.
    static func newest(of segments: [JournalFormat.FileName]) -> Set<JournalFormat.FileName> {
        let lines = Dictionary(grouping: segments) { "\($0.worker).\($0.content)" }
        return Set(lines.values.compactMap { line in line.max { $0.number < $1.number } })
    }
}
