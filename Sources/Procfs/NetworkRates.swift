/// What an interface carried between two readings, or several interfaces together: each counter's change per second.
package struct NetworkRates: Sendable, Equatable {
    /// Bytes per second.
    package private(set) var rxBytes = 0.0
    /// Bytes per second.
    package private(set) var txBytes = 0.0
    package private(set) var rxPackets = 0.0
    package private(set) var rxErrors = 0.0
    package private(set) var rxDropped = 0.0
    package private(set) var rxFIFO = 0.0
    package private(set) var rxFrame = 0.0
    package private(set) var rxCompressed = 0.0
    package private(set) var rxMulticast = 0.0
    package private(set) var txPackets = 0.0
    package private(set) var txErrors = 0.0
    package private(set) var txDropped = 0.0
    package private(set) var txFIFO = 0.0
    package private(set) var txCollisions = 0.0
    package private(set) var txCarrier = 0.0
    package private(set) var txCompressed = 0.0

    package init() {}
}

extension NetworkRates {
    /// Nil if no time passed or the interface's counters were reset.
    ///
    /// Counters have 64 bits, but some drivers keep 32. A counter that fell by more than half of 2³² has stepped over
    /// if no other fell with it; a reset makes all fall that were not zero, and a gap is better than a false peak.
    ///
    /// The seconds are the true time between the two readings.
    package init?(from earlier: NetworkCounters, to later: NetworkCounters, over seconds: Double) {
        guard seconds > 0, seconds.isFinite else { return nil }
        var falls = 0
        var isReset = false
        func rate(_ old: UInt64, _ new: UInt64) -> Double {
            if new < old { falls += 1 }
            guard let advance = new.advanceOf32Bits(since: old) else {
                isReset = true
                return 0
            }
            return Double(advance) / seconds
        }
        rxBytes = rate(earlier.rxBytes, later.rxBytes)
        rxPackets = rate(earlier.rxPackets, later.rxPackets)
        rxErrors = rate(earlier.rxErrors, later.rxErrors)
        rxDropped = rate(earlier.rxDropped, later.rxDropped)
        rxFIFO = rate(earlier.rxFIFO, later.rxFIFO)
        rxFrame = rate(earlier.rxFrame, later.rxFrame)
        rxCompressed = rate(earlier.rxCompressed, later.rxCompressed)
        rxMulticast = rate(earlier.rxMulticast, later.rxMulticast)
        txBytes = rate(earlier.txBytes, later.txBytes)
        txPackets = rate(earlier.txPackets, later.txPackets)
        txErrors = rate(earlier.txErrors, later.txErrors)
        txDropped = rate(earlier.txDropped, later.txDropped)
        txFIFO = rate(earlier.txFIFO, later.txFIFO)
        txCollisions = rate(earlier.txCollisions, later.txCollisions)
        txCarrier = rate(earlier.txCarrier, later.txCarrier)
        txCompressed = rate(earlier.txCompressed, later.txCompressed)
        if isReset || falls > 1 { return nil }
    }

    /// Adds another interface's.
    package static func += (sum: inout NetworkRates, other: NetworkRates) {
        sum.rxBytes += other.rxBytes
        sum.rxPackets += other.rxPackets
        sum.rxErrors += other.rxErrors
        sum.rxDropped += other.rxDropped
        sum.rxFIFO += other.rxFIFO
        sum.rxFrame += other.rxFrame
        sum.rxCompressed += other.rxCompressed
        sum.rxMulticast += other.rxMulticast
        sum.txBytes += other.txBytes
        sum.txPackets += other.txPackets
        sum.txErrors += other.txErrors
        sum.txDropped += other.txDropped
        sum.txFIFO += other.txFIFO
        sum.txCollisions += other.txCollisions
        sum.txCarrier += other.txCarrier
        sum.txCompressed += other.txCompressed
    }
}
