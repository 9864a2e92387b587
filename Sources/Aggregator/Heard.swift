import ClusterState
package import Transport
package import Wire

/// One datagram, decoded or refused.
package enum Heard: Sendable {
    case frame(Frame)
    case ganglia(GangliaMessage)
    /// Why it could not be read.
    case refused(String)

    /// Decodes a datagram of either format.
    package init(_ bytes: Span<UInt8>, _ envelope: Envelope) {
        do {
            if envelope.isTruncated {
                self = .refused("longer than the \(bytes.count) bytes that are read")
            } else if Frame.isFrame(bytes) {
                self = .frame(try Frame(decoding: bytes))
            } else if GangliaMessage.isGanglia(bytes) {
                self = .ganglia(try GangliaMessage(decoding: bytes))
            } else {
                var first: UInt32 = 0
                for index in 0..<min(4, bytes.count) { first = first << 8 | UInt32(bytes[index]) }
                self = .refused("\(WireError.unknownFormat(firstBytes: first))")
            }
        } catch {
            self = .refused("\(error)")
        }
    }
}
