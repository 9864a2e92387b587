import Foundation
import MetricModel

/// Reads every segment of a journal, as the next start would, and changes nothing.
struct JournalCheck {
    private let folder: String
    private let prefix: String
    private let disk = SystemDisk()

    init(_ layout: ArchiveLayout) {
        folder = layout.journalFolder
        prefix = String(folder.dropFirst(layout.directory.count + 1))
    }

    func findings() -> [Finding] {
        let names: [String]
        do {
            names = try disk.names(in: folder).sorted()
        } catch {
            return [Finding(path: prefix, fault: .unreadable, text: error.description)]
        }
        let segments = names.compactMap { JournalFormat.FileName($0) }
        let newest = JournalFormat.FileName.newest(of: segments)
        return names.compactMap { name in
            guard let segment = JournalFormat.FileName(name), segment.description == name else {
                let isSetAside = name.hasSuffix(".damaged")
                return Finding(
                    path: "\(prefix)/\(name)", fault: isSetAside ? .setAside : .foreign,
                    text: isSetAside ? "a segment found damaged before" : "no file of a journal")
            }
            // What is being written may end anywhere.
            return finding(in: segment, isLast: newest.contains(segment))
        }
    }

    private func finding(in segment: JournalFormat.FileName, isLast: Bool) -> Finding? {
        guard segment.content != .spare else { return nil }
        let path = "\(prefix)/\(segment)"
        let bytes: [UInt8]
        do {
            bytes = try disk.contents(of: "\(folder)/\(segment)")
        } catch {
            // One that is gone has its rows in the files.
            return error.code == ENOENT ? nil : Finding(path: path, fault: .unreadable, text: error.description)
        }
        let read = SegmentReading(segment, bytes, isLast: isLast)
        guard let error = read.error, !read.isTorn else { return nil }
        return Finding(path: path, fault: .journal, text: "\(bytes.count - read.good) bytes are damaged: \(error)")
    }
}

/// A segment's bytes, and how far they can be read.
struct SegmentReading {
    /// The bytes up to the end of the last record that is whole; 0 if the segment's own header is not.
    private(set) var good = 0
    /// What ended the reading before the end.
    private(set) var error: JournalError?
    /// Whether that is where writing was interrupted, or goes on at this moment.
    private(set) var isTorn = false

    /// - `isLast`: whether the segment may be the one that is written.
    /// - `take`: is handed the rows.
    init(_ segment: JournalFormat.FileName, _ bytes: [UInt8], isLast: Bool, _ take: (Row) -> Void = { _ in }) {
        do throws(JournalError) {
            switch segment.content {
            case .rows:
                var decoder = try JournalDecoder(segment: segment.number, bytes.span)
                good = decoder.offset
                while try decoder.next(bytes.span, take) { good = decoder.offset }
            case .headers, .spare:
                var records = try JournalRecords(segment: segment.number, bytes.span)
                good = records.offset
                while try records.next(bytes.span) != nil { good = records.offset }
            }
        } catch {
            self.error = error
            isTorn = isLast || Self.isTorn(bytes[good...])
        }
    }

    /// Whether what follows is what a process that dies leaves, or a loss of power: part of a record, or nothing but zeros.
    private static func isTorn(_ rest: ArraySlice<UInt8>) -> Bool {
        guard rest.startIndex > 0 else { return rest.count < JournalFormat.headerSize || rest.allSatisfy { $0 == 0 } }
        guard rest.count >= JournalFormat.recordHeaderSize else { return true }
        let length = rest.prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
        let isCutShort =
            1...JournalFormat.maximumRecord ~= length
            && rest.count - JournalFormat.recordHeaderSize < length
        return isCutShort || rest.allSatisfy { $0 == 0 }
    }
}
