/// What an interface has carried since it appeared: one row of `/proc/net/dev`, in its order.
package struct NetworkCounters: Sendable, Equatable {
    package var rxBytes: UInt64 = 0
    package var rxPackets: UInt64 = 0
    package var rxErrors: UInt64 = 0
    /// Thrown away by this host: no room, or nobody wanted them.
    ///
    /// `rx_missed_errors` is in it.
    package var rxDropped: UInt64 = 0
    package var rxFIFO: UInt64 = 0
    /// Wrong length, checksum or framing.
    package var rxFrame: UInt64 = 0
    package var rxCompressed: UInt64 = 0
    package var rxMulticast: UInt64 = 0
    package var txBytes: UInt64 = 0
    package var txPackets: UInt64 = 0
    package var txErrors: UInt64 = 0
    package var txDropped: UInt64 = 0
    package var txFIFO: UInt64 = 0
    package var txCollisions: UInt64 = 0
    /// Carrier lost, aborted, and the like.
    package var txCarrier: UInt64 = 0
    package var txCompressed: UInt64 = 0

    package init() {}
}

extension NetworkCounters {
    /// Takes the sixteen numbers after the interface's name.
    init(_ fields: inout Fields, in bytes: Span<UInt8>) throws(ProcfsError) {
        self.init()
        rxBytes = try fields.unsigned(in: bytes, "received bytes")
        rxPackets = try fields.unsigned(in: bytes, "received packets")
        rxErrors = try fields.unsigned(in: bytes, "receive errors")
        rxDropped = try fields.unsigned(in: bytes, "dropped received packets")
        rxFIFO = try fields.unsigned(in: bytes, "receive FIFO errors")
        rxFrame = try fields.unsigned(in: bytes, "framing errors")
        rxCompressed = try fields.unsigned(in: bytes, "compressed received packets")
        rxMulticast = try fields.unsigned(in: bytes, "received multicast packets")
        txBytes = try fields.unsigned(in: bytes, "sent bytes")
        txPackets = try fields.unsigned(in: bytes, "sent packets")
        txErrors = try fields.unsigned(in: bytes, "send errors")
        txDropped = try fields.unsigned(in: bytes, "dropped packets to send")
        txFIFO = try fields.unsigned(in: bytes, "send FIFO errors")
        txCollisions = try fields.unsigned(in: bytes, "collisions")
        txCarrier = try fields.unsigned(in: bytes, "carrier errors")
        txCompressed = try fields.unsigned(in: bytes, "compressed sent packets")
    }
}
