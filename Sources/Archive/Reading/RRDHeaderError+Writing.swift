import Foundation

extension RRDHeaderError {
    /// What a writer found wrong with a file, for one who only reads.
    init(_ error: RowWriteError, at path: String) {
        switch error {
        case .unexpected(_, let part, _, let expected, let found):
            self = .damaged(path: path, part: part, expected: expected, found: found)
        case .cutShort(_, _, let expected, let found):
            self = .damaged(path: path, part: "header", expected: "\(expected) bytes", found: "\(found)")
        case .refused(_, _, let errno), .unreadable(_, _, _, let errno), .unwritable(_, _, _, let errno):
            self = .unreadable(path: path, errno: errno)
        case .notPlain, .library:
            self = .unreadable(path: path, errno: EINVAL)
        }
    }
}
