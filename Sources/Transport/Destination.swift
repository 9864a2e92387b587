/// A place to send to, and the address that its name had when it was last looked up.
package struct Destination: Sendable {
    package let endpoint: Endpoint
    /// What the name stands for, the one to use in front; empty until it is known.
    package private(set) var addresses: [SocketAddress]
    /// When the name was last looked up with success, in nanoseconds of the monotonic clock; nil if it never was, and for
    /// an address, which needs no looking up.
    package private(set) var resolvedAt: UInt64?
    private var triedAt: UInt64?
    private var lastError: TransportError?

    /// Seconds between two looks at a name that has an address.
    package static let refreshInterval: UInt64 = 300
    /// Seconds between two looks at a name that has none yet: a look may block for as long as DNS servers are silent.
    package static let retryInterval: UInt64 = 30

    package init(_ endpoint: Endpoint) {
        self.endpoint = endpoint
        addresses = if case .address(let address) = endpoint { [address] } else { [] }
    }

    /// Where to send now; nil while the name has no address.
    package var address: SocketAddress? { addresses.first }

    /// Looks the name up if it is time, and keeps the old addresses if that fails.
    ///
    /// - Parameters:
    ///   - now: Nanoseconds of the monotonic clock.
    ///   - lookUp: Asks for the addresses of a name and port.
    /// - Returns: Why the name has no new address, if that is to be reported: not again while the reason stays the same.
    package mutating func refresh(
        now: UInt64,
        lookUp: (String, UInt16) throws(TransportError) -> [SocketAddress] = Resolver.addresses(of:port:)
    ) -> TransportError? {
        guard case .name(let name, let port) = endpoint, isDue(now) else { return nil }
        triedAt = now
        do throws(TransportError) {
            addresses = try lookUp(name, port)
            resolvedAt = now
            lastError = nil
            return nil
        } catch {
            defer { lastError = error }
            return error == lastError ? nil : error
        }
    }

    private func isDue(_ now: UInt64) -> Bool {
        guard let triedAt else { return true }
        let wait = addresses.isEmpty ? Self.retryInterval : Self.refreshInterval
        return now >= triedAt && now - triedAt >= wait * 1_000_000_000
    }
}
