/// What became of a batch, destination by destination.
package struct SendReport: Sendable, Equatable {
    /// One per destination, in the order given.
    package internal(set) var outcomes: [Outcome] = []
    /// The interface that multicast was sent by because the routing table knew none; only when it is not the one last
    /// told, so that it is reported once.
    package internal(set) var pickedInterface: String?

    package init() {}

    package struct Outcome: Sendable, Equatable {
        package let destination: SocketAddress
        /// Datagrams the kernel took; not that anyone heard them.
        package internal(set) var sent = 0
        /// Datagrams that were not sent.
        package internal(set) var failed = 0
        /// Why the first of them was not.
        package internal(set) var error: TransportError?
    }

    /// Datagrams the kernel took, over all destinations.
    package var sent: Int { outcomes.reduce(0) { $0 + $1.sent } }
    /// Datagrams that were not sent, over all destinations.
    package var failed: Int { outcomes.reduce(0) { $0 + $1.failed } }
}
