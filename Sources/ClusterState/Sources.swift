/// What came from each address and could not be taken, bounded so that forged addresses cannot fill the memory.
package struct Sources: Sendable, Equatable {
    package struct Source: Sendable, Equatable {
        /// Datagrams that were heard from the address.
        package var datagrams: UInt64 = 0
        /// Those of them that could not be read, or not taken in.
        package var refused: UInt64 = 0
        /// Frames of agents that have not said who they are yet.
        package var unidentified: UInt64 = 0
        /// Why the last one was refused.
        package var lastError: String?
    }

    package private(set) var byAddress: [String: Source] = [:]
    /// What came from addresses beyond the limit.
    package private(set) var others = Source()

    package static let limit = 10_000

    package init() {}

    mutating func heard(from address: String) {
        update(address) { $0.datagrams += 1 }
    }

    mutating func unidentified(from address: String) {
        update(address) { $0.unidentified += 1 }
    }

    /// Notes why a datagram that has been counted was not taken in.
    mutating func refused(_ reason: String, from address: String) {
        update(address) { source in
            source.refused += 1
            source.lastError = reason
        }
    }

    private mutating func update(_ address: String, _ change: (inout Source) -> Void) {
        if byAddress[address] != nil || byAddress.count < Self.limit {
            change(&byAddress[address, default: Source()])
        } else {
            change(&others)
        }
    }
}
