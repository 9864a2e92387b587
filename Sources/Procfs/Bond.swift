/// What the kernel reports of one bond in `/proc/net/bonding/bond0`: several interfaces that act as one.
///
/// One value is parsed into again and again, so that its storage is reused. What an older kernel does not tell, or tells
/// the privileged alone, is nil.
package struct Bond: Sendable, Equatable {
    /// nil for a mode that this program does not know.
    package private(set) var mode: Mode?
    /// Whether the bond has a link: its MII Status.
    package private(set) var isUp: Bool?
    /// The slave that carries the traffic, in modes that have one; nil if none does.
    package private(set) var activeSlave: String?
    /// Of 802.3ad: the aggregator that carries the traffic, told to the privileged alone.
    package private(set) var activeAggregator: UInt64?
    /// Of 802.3ad: whether the active aggregator has a partner, the switch, that answers.
    package private(set) var hasPartner: Bool?
    /// In the kernel's order.
    package private(set) var slaves: [Slave] = []

    /// The numbers and words of the kernel's `mode` option.
    package enum Mode: UInt64, Sendable, CaseIterable {
        case balanceRR, activeBackup, balanceXOR, broadcast, lacp, balanceTLB, balanceALB

        package var name: String {
            switch self {
            case .balanceRR: "balance-rr"
            case .activeBackup: "active-backup"
            case .balanceXOR: "balance-xor"
            case .broadcast: "broadcast"
            case .lacp: "802.3ad"
            case .balanceTLB: "balance-tlb"
            case .balanceALB: "balance-alb"
            }
        }
    }

    /// One interface of the bond.
    package struct Slave: NamedRow, Equatable {
        package let name: String
        /// Whether it is up; one that is going down or coming back counts as down.
        package fileprivate(set) var isUp: Bool?
        package fileprivate(set) var failures: UInt64?
        /// Bits per second; nil while the link is down.
        package fileprivate(set) var speed: UInt64?
        package fileprivate(set) var isFullDuplex: Bool?
        /// Of 802.3ad: the group of ports that it belongs to.
        package fileprivate(set) var aggregator: UInt64?
        /// Of 802.3ad: whether this end or the other failed to agree on the port in time; since Linux 4.0.
        package fileprivate(set) var isChurned: Bool?
        /// Of 802.3ad: whether a partner answers; told to the privileged alone.
        package fileprivate(set) var hasPartner: Bool?

        package init(name: String) { self.name = name }

        fileprivate mutating func clear() { self = Slave(name: name) }
    }

    package init() {}
}

// MARK: - Conclusions

extension Bond {
    package var slavesUp: Int { slaves.count { $0.isUp == true } }

    /// How often a slave lost its link since it joined, of all slaves together; nil if there is none that tells.
    package var failures: UInt64? {
        var sum: UInt64?
        for slave in slaves {
            if let failures = slave.failures { sum = (sum ?? 0) &+ failures }
        }
        return sum
    }

    /// Whether traffic goes over the slave as the mode has it; nil if the kernel does not say.
    package func isActive(_ slave: Slave) -> Bool? {
        guard let mode, let isUp = slave.isUp else { return nil }
        switch mode {
        case .activeBackup: return slave.name == activeSlave
        case .lacp: return activeAggregator.map { isUp && slave.aggregator == $0 }
        case .balanceRR, .balanceXOR, .broadcast, .balanceTLB, .balanceALB: return isUp
        }
    }

    /// Of 802.3ad: the slaves outside of the active aggregator or without a partner.
    ///
    /// Where the active aggregator is not told, those outside of the largest one. nil in other modes.
    package var mismatched: Int? {
        guard mode == .lacp else { return nil }
        let main = activeAggregator ?? largestAggregator
        return slaves.count { slave in
            guard let main, slave.aggregator == main else { return true }
            return (slave.hasPartner ?? hasPartner) == false
        }
    }

    private var largestAggregator: UInt64? {
        var largest: (id: UInt64, count: Int)?
        for slave in slaves {
            guard let id = slave.aggregator else { continue }
            let count = slaves.count { $0.aggregator == id }
            if count > largest?.count ?? 0 { largest = (id, count) }
        }
        return largest?.id
    }

    /// Of 802.3ad: the slaves whose port churned; nil in other modes, and if the kernel does not tell.
    package var churned: Int? {
        guard mode == .lacp, slaves.contains(where: { $0.isChurned != nil }) else { return nil }
        return slaves.count { $0.isChurned == true }
    }
}

// MARK: - Parsing

extension Bond {
    package static let folder = "net/bonding"

    /// More slaves than any bond has are not taken.
    private static let limit = 256

    /// Replaces the reading; after an error it is empty.
    package mutating func parse(_ bytes: Span<UInt8>) throws(ProcfsError) {
        do throws(ProcfsError) {
            try fill(from: bytes)
        } catch {
            self = Bond()
            throw error
        }
    }

    private mutating func fill(from bytes: Span<UInt8>) throws(ProcfsError) {
        var fields = Fields(of: "net/bonding")
        (mode, isUp, activeAggregator, hasPartner) = (nil, nil, nil, nil)
        var hasMode = false
        var hasActiveSlave = false
        var count = 0
        var tellsOfPartner = false
        while try fields.nextLine(in: bytes) {
            // Headings and the words that there is no aggregator have no colon.
            guard let key = fields.text(upTo: UInt8(ascii: ":"), in: bytes) else { continue }
            let name = bytes.trimmed(key)
            let value = bytes.trimmed(fields.remainder())
            if bytes.matches(name, "Slave Interface") {
                guard !value.isEmpty, value.count <= longestName, count < Self.limit else {
                    throw fields.malformed(in: bytes, value, "slave's name")
                }
                slaves.settle(at: count, bytes, value)
                slaves[count].clear()
                count += 1
                tellsOfPartner = false
            } else if count > 0 {
                if bytes.hasPrefix(name, "details ") {
                    tellsOfPartner = bytes.matches(name, "details partner lacp pdu")
                } else if bytes.matches(name, "system mac address") {
                    if tellsOfPartner { slaves[count - 1].hasPartner = Self.isAddress(bytes, value) }
                } else {
                    try slaves[count - 1].take(name, value, fields, bytes)
                }
            } else if bytes.matches(name, "Bonding Mode") {
                mode = Mode(bytes, value)
                hasMode = true
            } else if bytes.matches(name, "MII Status") {
                isUp = try Self.isUp(fields, bytes, value)
            } else if bytes.matches(name, "Currently Active Slave") {
                hasActiveSlave = !bytes.matches(value, "None") && value.count <= longestName
                if hasActiveSlave { remember(bytes, value) }
            } else if bytes.matches(name, "Aggregator ID") {
                activeAggregator = try fields.unsigned(in: bytes, at: value, "aggregator")
            } else if bytes.matches(name, "Partner Mac Address") {
                hasPartner = Self.isAddress(bytes, value)
            }
        }
        guard hasMode else { throw fields.malformed(in: bytes, 0..<0, "Bonding Mode") }
        if !hasActiveSlave { activeSlave = nil }
        slaves.removeSubrange(count...)
    }

    private mutating func remember(_ bytes: Span<UInt8>, _ name: Range<Int>) {
        if let activeSlave, bytes.matches(name, activeSlave) { return }
        activeSlave = bytes.repairedText(name)
    }

    /// `going down` and `going back` are states of a slave.
    fileprivate static func isUp(
        _ fields: Fields, _ bytes: Span<UInt8>, _ value: Range<Int>
    ) throws(ProcfsError) -> Bool {
        if bytes.matches(value, "up") { return true }
        guard
            bytes.matches(value, "down") || bytes.matches(value, "going down") || bytes.matches(value, "going back")
                || bytes.matches(value, "unknown")
        else { throw fields.malformed(in: bytes, value, "MII Status up or down") }
        return false
    }

    /// Whether a hardware address is one: without a partner the kernel writes zeros.
    private static func isAddress(_ bytes: Span<UInt8>, _ value: Range<Int>) -> Bool {
        !bytes.matches(value, "00:00:00:00:00:00")
    }
}

extension Bond.Mode {
    /// The kernel's words; `(fail_over_mac active)` may follow them.
    fileprivate init?(_ bytes: Span<UInt8>, _ words: Range<Int>) {
        if bytes.hasPrefix(words, "load balancing (round-robin)") {
            self = .balanceRR
        } else if bytes.hasPrefix(words, "fault-tolerance (active-backup)") {
            self = .activeBackup
        } else if bytes.hasPrefix(words, "load balancing (xor)") {
            self = .balanceXOR
        } else if bytes.hasPrefix(words, "fault-tolerance (broadcast)") {
            self = .broadcast
        } else if bytes.hasPrefix(words, "IEEE 802.3ad Dynamic link aggregation") {
            self = .lacp
        } else if bytes.hasPrefix(words, "transmit load balancing") {
            self = .balanceTLB
        } else if bytes.hasPrefix(words, "adaptive load balancing") {
            self = .balanceALB
        } else {
            return nil
        }
    }
}

extension Bond.Slave {
    /// Takes a line of the slave's; lines that nobody wants are passed over.
    fileprivate mutating func take(
        _ name: Range<Int>, _ value: Range<Int>, _ fields: Fields, _ bytes: Span<UInt8>
    ) throws(ProcfsError) {
        if bytes.matches(name, "MII Status") {
            isUp = try Bond.isUp(fields, bytes, value)
        } else if bytes.matches(name, "Link Failure Count") {
            failures = try fields.unsigned(in: bytes, at: value, "link failures")
        } else if bytes.matches(name, "Speed") {
            speed = try Self.speed(fields, bytes, value)
        } else if bytes.matches(name, "Duplex") {
            if bytes.matches(value, "full") { isFullDuplex = true }
            if bytes.matches(value, "half") { isFullDuplex = false }
        } else if bytes.matches(name, "Aggregator ID") {
            if !bytes.matches(value, "N/A") { aggregator = try fields.unsigned(in: bytes, at: value, "aggregator") }
        } else if bytes.matches(name, "Actor Churn State") || bytes.matches(name, "Partner Churn State") {
            isChurned = isChurned == true || bytes.matches(value, "churned")
        }
    }

    /// `10000 Mbps` or `Unknown`; older kernels write -1 for that, as a signed number or as one of 16 or 32 bits.
    private static func speed(
        _ fields: Fields, _ bytes: Span<UInt8>, _ value: Range<Int>
    ) throws(ProcfsError) -> UInt64? {
        guard !bytes.matches(value, "Unknown"), !bytes.hasPrefix(value, "-1 ") else { return nil }
        let end = bytes.firstIndex(of: UInt8(ascii: " "), in: value) ?? value.upperBound
        let megabits = try fields.unsigned(in: bytes, at: value.lowerBound..<end, "speed in Mbps")
        guard megabits != UInt64(UInt16.max), megabits < UInt64(UInt32.max) else { return nil }
        return megabits * 1_000_000
    }
}
