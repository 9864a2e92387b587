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
        /// Hosts that became known by it, and are still.
        package var hosts = 0
        /// Hosts and series beyond a limit, by name: how often each was refused; of so many names the first.
        package var refusedNames: [String: UInt64] = [:]
    }

    package private(set) var byAddress: [String: Source] = [:]
    /// What came from addresses beyond the limit.
    package private(set) var others = Source()

    package static let limit = 10_000
    package static let refusedNamesLimit = 100

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

    /// Notes that a host or series was refused, of which there are too many.
    ///
    /// - `isDatagram`: whether a whole datagram was, which has been counted.
    mutating func refused(_ reason: String, named name: String, from address: String, isDatagram: Bool = true) {
        update(address) { source in
            if isDatagram { source.refused += 1 }
            source.lastError = reason
            if source.refusedNames[name] != nil || source.refusedNames.count < Self.refusedNamesLimit {
                source.refusedNames[name, default: 0] += 1
            }
        }
    }

    /// How many hosts became known by an address.
    func hosts(by address: String) -> Int { byAddress[address]?.hosts ?? 0 }

    mutating func knows(_ number: Int, by address: String) { update(address) { $0.hosts += number } }

    private mutating func update(_ address: String, _ change: (inout Source) -> Void) {
        if byAddress[address] != nil || byAddress.count < Self.limit {
            change(&byAddress[address, default: Source()])
        } else {
            change(&others)
        }
    }
}
