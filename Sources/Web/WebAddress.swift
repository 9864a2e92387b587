/// Where pages are served: `127.0.0.1:8650`, `[::1]:8650`, `localhost:8650`.
package struct WebAddress: Sendable, Equatable, CustomStringConvertible {
    package let host: String
    /// 0 is any free one.
    package let port: Int

    package static let defaultPort = 8650

    package init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// Parses `ADDR:PORT`, `ADDR`, `[V6ADDR]:PORT` or `[V6ADDR]`; without a port it is ``defaultPort``.
    package init(parsing text: String) throws(WebServerError) {
        var host = text[...]
        var port: Substring?
        if text.first == "[" {
            guard let end = text.lastIndex(of: "]") else { throw .badAddress(text) }
            host = text[text.index(after: text.startIndex)..<end]
            let rest = text[text.index(after: end)...]
            guard rest.isEmpty || rest.first == ":", host.contains(":") else { throw .badAddress(text) }
            port = rest.isEmpty ? nil : rest.dropFirst()
        } else if let colon = text.firstIndex(of: ":") {
            host = text[..<colon]
            port = text[text.index(after: colon)...]
        }
        let isPlain = host.utf8.allSatisfy { $0 > UInt8(ascii: " ") && $0 < 0x7F && $0 != UInt8(ascii: "/") }
        // A lone number is a port whose address was forgotten.
        let isNumber = host.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
        guard !host.isEmpty, isPlain, !isNumber else { throw .badAddress(text) }
        guard let port else {
            (self.host, self.port) = (String(host), Self.defaultPort)
            return
        }
        guard port.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }), let number = UInt16(port) else {
            throw .badAddress(text)
        }
        (self.host, self.port) = (String(host), Int(number))
    }

    package var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
