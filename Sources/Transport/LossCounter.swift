/// The kernel's count of datagrams that a socket lost, made into one that does not wrap.
///
/// The kernel counts modulo 2³² and tells the count with each datagram (`SO_RXQ_OVFL`): what was lost is known only once
/// another datagram has come through.
package struct LossCounter: Sendable, Equatable {
    /// Datagrams lost since the socket was opened.
    package private(set) var total: UInt64 = 0
    private var last: UInt32 = 0

    package init() {}

    /// Takes the count that came with a datagram.
    ///
    /// A count that is a little behind the last one came with a datagram that another core queued late, and adds nothing.
    package mutating func observe(_ count: UInt32) {
        let step = count &- last
        guard step <= UInt32.max / 2 else { return }
        total += UInt64(step)
        last = count
    }
}
