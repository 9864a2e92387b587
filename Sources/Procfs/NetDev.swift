/// What the kernel reports in `/proc/net/dev`: the counters of every interface of this network namespace.
///
/// One value is parsed into again and again, so that its storage is reused. To keep an earlier reading, `swap` two
/// values rather than copy one.
package struct NetDev: Sendable, Equatable {
    /// In the kernel's order.
    package private(set) var rows: [Row] = []

    /// One interface.
    package struct Row: NamedRow, Equatable {
        package let name: String
        package internal(set) var counters = NetworkCounters()
        /// What it is, if that was asked for; one that is neither shown nor summed has no counters.
        package internal(set) var interface: NetworkInterface?

        package init(name: String) { self.name = name }
    }

    package static let path = "net/dev"

    package init() {}
}

extension NetDev {
    /// Replaces the reading; after an error it is empty, so that no difference can be taken from half a reading.
    ///
    /// What an interface is gets asked once, when it appears. The numbers of one that is neither shown nor summed are passed
    /// over, which makes the thousands of ends that lead into containers cheap.
    package mutating func parse(
        _ bytes: Span<UInt8>, recognise: (String) -> NetworkInterface?
    ) throws(ProcfsError) {
        do throws(ProcfsError) {
            try fill(from: bytes, recognise)
        } catch {
            rows.removeAll(keepingCapacity: true)
            throw error
        }
    }

    /// Replaces the reading by the numbers of all interfaces, whatever they are.
    package mutating func parse(_ bytes: Span<UInt8>) throws(ProcfsError) { try parse(bytes) { _ in nil } }

    /// The counters of an interface; nil if it is not there.
    ///
    /// Costs nothing if it stands at this place.
    package func counters(of name: String, near place: Int) -> NetworkCounters? {
        rows.place(of: name, near: place).map { rows[$0].counters }
    }

    private mutating func fill(
        from bytes: Span<UInt8>, _ recognise: (String) -> NetworkInterface?
    ) throws(ProcfsError) {
        var fields = Fields(of: "net/dev")
        for _ in 0..<2 {
            guard try fields.nextLine(in: bytes) else {
                throw fields.malformed(in: bytes, 0..<0, "two lines of header")
            }
        }
        var place = 0
        while try fields.nextLine(in: bytes) {
            if isPassedOver(place, &fields, bytes) {
                place += 1
                continue
            }
            // Old kernels put no space behind the colon, and let names hold colons.
            guard let start = fields.text(upToLast: UInt8(ascii: ":"), in: bytes) else {
                throw fields.malformed(in: bytes, fields.remainder(), "interface name and colon")
            }
            let name = bytes.trimmed(start)
            guard !name.isEmpty, name.count <= longestName else {
                throw fields.malformed(in: bytes, name, "interface name")
            }
            let counters = try NetworkCounters(&fields, in: bytes)
            rows.settle(at: place, bytes, name)
            rows[place].counters = counters
            if rows[place].interface == nil { rows[place].interface = recognise(rows[place].name) }
            place += 1
        }
        rows.removeSubrange(place...)
    }

    /// Whether the line is that of the interface which stood there last time, and nobody wants its numbers.
    private func isPassedOver(_ place: Int, _ fields: inout Fields, _ bytes: Span<UInt8>) -> Bool {
        guard place < rows.count, let interface = rows[place].interface, !interface.isWanted else { return false }
        let before = fields
        if let name = fields.text(upTo: UInt8(ascii: ":"), in: bytes),
            bytes.matches(bytes.trimmed(name), rows[place].name)
        {
            return true
        }
        fields = before
        return false
    }
}
