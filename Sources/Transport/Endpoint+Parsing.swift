extension Endpoint {
    /// Reads `HOST`, `HOST:PORT`, `[V6ADDR]` or `[V6ADDR]:PORT`, where `HOST` is a name or an address.
    ///
    /// Text with two colons or more and no brackets is an IPv6 address without a port. `fe80::1%eth0` is the address on
    /// one interface.
    ///
    /// - Parameters:
    ///   - text: What the person wrote.
    ///   - defaultPort: The port where none is written.
    ///   - anyPort: Whether port 0, "any free one", may be written: true to listen, false to send.
    /// - Throws: ``TransportError/badAddress(_:expected:found:)``.
    package init(
        parsing text: String, defaultPort: UInt16 = Endpoint.defaultPort, anyPort: Bool = false
    ) throws(TransportError) {
        let (host, portText, isBracketed) = try Self.split(text)
        let port = try portText.map { written throws(TransportError) in
            try Self.port(written, in: text, atLeast: anyPort ? 0 : 1)
        }
        if let address = SocketAddress(host: host, port: port ?? defaultPort) {
            guard !isBracketed || address.family == .ipv6 else {
                throw .badAddress(text, expected: "an IPv6 address in brackets", found: host)
            }
            self = .address(address)
        } else if isBracketed || host.utf8.contains(UInt8(ascii: ":")) {
            throw Self.notIPv6(host, in: text)
        } else if Self.looksNumeric(host) {
            throw .badAddress(text, expected: "an IPv4 address", found: host)
        } else if Self.isHostName(host) {
            self = .name(host, port: port ?? defaultPort)
        } else {
            throw .badAddress(text, expected: "a host name or address", found: host)
        }
    }

    /// Parts host and port; the brackets go, the port is nil if there is none.
    private static func split(
        _ text: String
    ) throws(TransportError) -> (host: String, port: String?, isBracketed: Bool) {
        if text.utf8.first == UInt8(ascii: "[") {
            guard let (before, after) = text.cut(at: "]") else {
                throw .badAddress(text, expected: #""]" after the IPv6 address"#, found: text)
            }
            let host = String(before.utf8.dropFirst()) ?? ""
            if after.isEmpty { return (host, nil, true) }
            guard let (nothing, port) = after.cut(at: ":"), nothing.isEmpty else {
                throw .badAddress(text, expected: #"":PORT" after "]""#, found: after)
            }
            return (host, port, true)
        }
        guard let (host, port) = text.cut(at: ":"), !port.utf8.contains(UInt8(ascii: ":")) else {
            return (text, nil, false)
        }
        return (host, port, false)
    }

    /// What is wrong with a host that must be an IPv6 address: the address, or the interface after it.
    private static func notIPv6(_ host: String, in text: String) -> TransportError {
        guard let (address, zone) = host.cut(at: "%"), SocketAddress(host: address, port: 0)?.family == .ipv6 else {
            return .badAddress(text, expected: "an IPv6 address", found: host)
        }
        return .badAddress(text, expected: #"an interface of this host after "%""#, found: zone)
    }

    private static func port(
        _ written: String, in text: String, atLeast lowest: UInt16
    ) throws(TransportError) -> UInt16 {
        guard written.utf8.allSatisfy(isDigit), let port = UInt16(written), port >= lowest else {
            throw .badAddress(text, expected: "a port from \(lowest) to 65535", found: written)
        }
        return port
    }

    /// Whether the last label is a number, as no host name's is: a mistyped IPv4 address.
    private static func looksNumeric(_ host: String) -> Bool {
        var digits = 0
        for byte in host.utf8.reversed() {
            if byte == UInt8(ascii: ".") { break }
            guard isDigit(byte) else { return false }
            digits += 1
        }
        return digits > 0
    }

    /// Whether resolvers may be asked for the name: letters, digits, `-`, `_` and dots, labels of 1 to 63 bytes, 253 in
    /// all; one dot may stand at the end.
    private static func isHostName(_ host: String) -> Bool {
        let dotless = host.utf8.last == UInt8(ascii: ".") ? host.utf8.dropLast() : host.utf8[...]
        var label = 0
        for byte in dotless {
            switch byte {
            case UInt8(ascii: "."):
                guard label > 0 else { return false }
                label = 0
                continue
            case UInt8(ascii: "-"):
                guard label > 0 else { return false }
            case UInt8(ascii: "_"): break
            default:
                guard isDigit(byte) || isLetter(byte) else { return false }
            }
            label += 1
            guard label <= 63 else { return false }
        }
        return label > 0 && dotless.count <= 253
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
}

extension String {
    /// What stands before and after the first such character, which must be ASCII; nil if there is none.
    ///
    /// It goes by bytes: to compare characters would cost the agent the memory of Unicode's tables.
    func cut(at mark: Unicode.Scalar) -> (before: String, after: String)? {
        guard let index = utf8.firstIndex(of: UInt8(ascii: mark)) else { return nil }
        return (String(self[..<index]), String(self[utf8.index(after: index)...]))
    }
}
