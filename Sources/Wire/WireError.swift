/// Why a datagram was refused: what was expected at which byte, and what was there.
package enum WireError: Error, Equatable {
    /// Neither a Plexus frame nor a Ganglia message: the first four bytes say which.
    case unknownFormat(firstBytes: UInt32)
    /// The datagram, or the record in it, ends before what it announces.
    case truncated(at: Int, expected: String, bytesLeft: Int)
    /// A field holds what it may not.
    case invalid(at: Int, expected: String, found: String)
}

extension WireError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unknownFormat(let bytes):
            "expected PLX1 or a Ganglia message id, found 0x\(String(bytes, radix: 16))"
        case .truncated(let offset, let expected, let left):
            "byte \(offset): expected \(expected), found \(left) bytes left"
        case .invalid(let offset, let expected, let found):
            "byte \(offset): expected \(expected), found \(found)"
        }
    }
}
