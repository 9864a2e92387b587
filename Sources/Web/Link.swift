package import MetricModel

/// Addresses of our own pages and pictures, with every name percent-encoded.
package enum Link {
    /// What stands before each of them behind a proxy, as `/plexus`; set for the time in which a request is answered.
    @TaskLocal package static var base = ""

    /// What the links of pages carry on; set for the time in which a request is answered.
    @TaskLocal static var kept = Kept.nothing

    package static var overview: PageAddress { PageAddress() }

    package static var styleSheet: String { base + StyleSheet.address }

    package static var script: String { base + Script.address }

    package static var favicon: String { "\(base)/favicon.svg" }

    package static func host(_ key: HostKey) -> PageAddress { PageAddress("host", key.cluster.text, key.name.text) }

    package static func group(_ name: GroupName) -> PageAddress { PageAddress("group", name.text) }

    /// All hosts of a group in one picture.
    package static func wall(_ name: GroupName) -> PageAddress { group(name).appending("wall") }

    /// Where a value of a host came from.
    package static func explain(_ metric: MetricName, of host: HostKey) -> PageAddress {
        PageAddress("explain", host.cluster.text, host.name.text, metric.description)
    }

    /// All hosts, a page at a time.
    package static var hosts: PageAddress { PageAddress("hosts") }

    /// What happened.
    package static var events: PageAddress { PageAddress("events") }

    package static var search: PageAddress { PageAddress("search") }

    /// All metrics there are.
    package static var metrics: PageAddress { PageAddress("metric") }

    /// One metric across hosts.
    ///
    /// - `metric`: as `load.one`, or `disk@*.reads` for every instance.
    package static func metric(_ metric: String) -> PageAddress { metrics.appending(metric) }

    /// Hosts and groups on one axis.
    package static var compare: PageAddress { PageAddress("compare") }

    /// Metrics by pattern of hosts by pattern.
    package static var aggregate: PageAddress { PageAddress("aggregate") }

    /// The views that are saved.
    package static var views: PageAddress { PageAddress("views") }

    /// A view that its address says all of.
    package static var view: PageAddress { PageAddress("view") }

    /// A view that is saved.
    package static func view(_ name: String) -> PageAddress { view.appending(name) }

    /// A document for programs.
    package static func api(_ name: String, _ query: [(String, String)]) -> String {
        "\(base)/api/v1/\(name)" + self.query(query)
    }

    /// `?key=value&…`; nothing for no keys.
    package static func query(_ pairs: [(String, String)]) -> String {
        guard !pairs.isEmpty else { return "" }
        return "?" + pairs.map { "\($0.0)=\(encoded($0.1))" }.joined(separator: "&")
    }

    /// Text as one segment of a path or one value of a query: all but RFC 3986's unreserved characters encoded.
    package static func encoded(_ text: String) -> String {
        var encoded = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                encoded += byte < 16 ? "%0" : "%"
                encoded += String(byte, radix: 16, uppercase: true)
            }
        }
        return encoded
    }

    /// What ``encoded(_:)`` was made from; nil if a `%` begins no byte or the bytes are not UTF-8.
    package static func decoded(_ text: some StringProtocol) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8.makeIterator()
        while let byte = rest.next() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.next().flatMap(hexadecimal), let low = rest.next().flatMap(hexadecimal) else {
                return nil
            }
            bytes.append(high << 4 | low)
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func hexadecimal(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
