import MetricModel

/// Why a Ganglia datagram was refused, or could not be made.
package enum GangliaError: Error, Equatable {
    /// The datagram ends before what it announces.
    case truncated(at: Int, expected: String, bytesLeft: Int)
    /// The id is none of 128...136; below 128 is the protocol of Ganglia 3.0 and older, which nothing here speaks.
    case unknownMessage(UInt32)
    /// More extra elements announced than the bytes left can hold.
    case tooManyExtras(UInt32, bytesLeft: Int)
    /// The host of a spoofed message is not `address:name` with both parts present.
    case malformedSpoof(String)
    /// The encoded message is longer than ``GangliaMessage/maximumLength``.
    case tooLong(metric: String, bytes: Int)
}

extension GangliaError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .truncated(let offset, let expected, let left):
            "byte \(offset): expected \(expected), found \(left) bytes left"
        case .unknownMessage(let id):
            "byte 0: expected a message id from 128 to 136, found \(id)"
        case .tooManyExtras(let count, let left):
            "extra elements: expected at most \(left / GangliaExtra.minimumLength) in \(left) bytes, found \(count)"
        case .malformedSpoof(let text):
            "spoofed host: expected address:name, found \(text.excerpt)"
        case .tooLong(let metric, let bytes):
            "metric \(metric.excerpt): expected at most \(GangliaMessage.maximumLength) bytes, found \(bytes)"
        }
    }
}
