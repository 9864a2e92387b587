/// One datagram of Ganglia 3.1 and newer.
///
/// Like `Float`'s, the equality of values follows IEEE 754: a value that is not a number equals nothing.
package enum GangliaMessage: Sendable, Equatable {
    /// What values of a metric mean (id 128).
    case metadata(GangliaMetricID, GangliaMetadata)
    /// A value (ids 129...135, by its type).
    case value(GangliaMetricID, GangliaValue)
    /// Somebody knows a value but not what it means, and asks for the metadata (id 136).
    case request(GangliaMetricID)

    /// The longest message that a Ganglia program sends, in bytes: 1500 less the headers of IP and UDP and 8.
    package static let maximumLength = 1464

    package var id: GangliaMetricID {
        switch self {
        case .metadata(let id, _), .value(let id, _), .request(let id): id
        }
    }

    /// Whether the first four bytes are a message id of Ganglia's, which no Plexus frame's are.
    package static func isGanglia(_ bytes: Span<UInt8>) -> Bool {
        var reader = XDRReader(bytes)
        guard let word = try? reader.uint32("message id") else { return false }
        return MessageID(rawValue: word) != nil
    }
}

/// The first word of every message.
enum MessageID: RawRepresentable {
    case metadata
    case value(ValueKind)
    case request

    /// How a value travels.
    enum ValueKind: UInt32 {
        case ushort = 129
        case short, int, uint, string, float, double
    }

    init?(rawValue: UInt32) {
        switch rawValue {
        case 128: self = .metadata
        case 136: self = .request
        default:
            guard let kind = ValueKind(rawValue: rawValue) else { return nil }
            self = .value(kind)
        }
    }

    var rawValue: UInt32 {
        switch self {
        case .metadata: 128
        case .value(let kind): kind.rawValue
        case .request: 136
        }
    }
}
