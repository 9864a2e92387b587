import Foundation

/// Why updates did not reach a file.
package enum RowWriteError: Error, Equatable {
    /// The system refused a call on the file as a whole: open, lock, fstat.
    case refused(path: String, call: String, errno: CInt)
    /// The file ends before its header does.
    case cutShort(path: String, offset: Int, expected: Int, found: Int)
    case unreadable(path: String, offset: Int, count: Int, errno: CInt)
    /// The header is not the one that was checked, or the size not the one that it asks for; nothing was written.
    case unexpected(path: String, part: String, offset: Int, expected: String, found: String)
    /// Some of the bytes may have been written. Rows are written before the header, so the file is as it was but for
    /// rows that it was about to lose, unless the offset lies in the header.
    case unwritable(path: String, offset: Int, count: Int, errno: CInt)
    case notPlain(path: String)
    case library(RRDError)
}

extension RowWriteError {
    /// Whether another process had the file locked, as a reader has it for a moment.
    var isBusy: Bool {
        switch self {
        case .refused(_, _, EAGAIN): true
        case .library(let error): error.text.contains("could not lock RRD")
        default: false
        }
    }
}

extension RowWriteError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .refused(let path, let call, let errno): "\(path): \(call): \(systemMessage(errno))"
        case .cutShort(let path, let offset, let expected, let found):
            "\(path): at byte \(offset): expected \(expected) bytes, found \(found)"
        case .unreadable(let path, let offset, let count, let errno):
            "\(path): at byte \(offset): expected to read \(count) bytes: \(systemMessage(errno))"
        case .unexpected(let path, let part, let offset, let expected, let found):
            "\(path): \(part) at byte \(offset): expected \(expected), found \(found)"
        case .unwritable(let path, let offset, let count, let errno):
            "\(path): at byte \(offset): expected to write \(count) bytes: \(systemMessage(errno))"
        case .notPlain(let path): "\(path): expected gauges and plain archives of version 3, which this writer knows"
        case .library(let error): "\(error)"
        }
    }
}
