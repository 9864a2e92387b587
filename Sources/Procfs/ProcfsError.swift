import Glibc

/// Why a file under `/proc` or `/sys` gave no reading.
package enum ProcfsError: Error, Equatable {
    /// The file could not be opened or read: absent on this kernel, not permitted, or, with `EFBIG`, larger than the
    /// buffer may become.
    case unreadable(path: String, errno: CInt)
    /// The file does not say what it should. The path is relative to `/proc`; what was found is printable and short.
    case malformed(path: String, expected: String, found: String)
}

extension ProcfsError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unreadable(let path, let errno):
            "\(path): cannot be read: \(String(cString: strerror(errno)))"
        case .malformed(let path, let expected, let found):
            "\(path): expected \(expected), found \"\(found)\""
        }
    }
}

extension ProcfsError {
    /// The longest text quoted from a file, in bytes of that file.
    package static let longestQuote = 40

    /// Text from a file as a message may show it: bounded, and on one line whatever the bytes are.
    static func quote(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String {
        var text = ""
        for index in range.prefix(longestQuote) {
            switch bytes[index] {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                text += "\\"
                text.unicodeScalars.append(Unicode.Scalar(bytes[index]))
            case 0x20...0x7E:
                text.unicodeScalars.append(Unicode.Scalar(bytes[index]))
            case let byte:
                text += "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }
        }
        return range.count > longestQuote ? text + "..." : text
    }
}
