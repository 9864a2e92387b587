/// What the kernel reports in `/proc/net/ip_vs`: the services of its load balancer, IP Virtual Server, and the real
/// servers behind each.
///
/// One value is parsed into again and again, so that its storage is reused. The sums count all services and servers; of
/// each, no more than ``limit`` are kept.
package struct IPVS: Sendable, Equatable {
    package private(set) var services: [Service] = []
    /// Services, real servers, and the connections to all of them.
    package private(set) var serviceCount = 0
    package private(set) var serverCount = 0
    package private(set) var active: UInt64 = 0
    package private(set) var inactive: UInt64 = 0

    /// The most services, and the most real servers of all services, that are kept.
    package static let limit = 512

    package static let path = "net/ip_vs"

    /// An address whose connections are shared out.
    package struct Service: NamedRow, Equatable {
        /// As the file has it: `TCP  C0A80016:0CEA`.
        package let name: String
        /// `TCP 192.168.0.22:3306`, `TCP [2001:db8::1]:80`, or `FWM 1` for packets with that firewall mark.
        package fileprivate(set) var title = ""
        package fileprivate(set) var scheduler = ""
        package fileprivate(set) var servers: [Server] = []
        /// Real servers, their weights, and the connections to all of them.
        package fileprivate(set) var serverCount: UInt64 = 0
        package fileprivate(set) var weight: UInt64 = 0
        package fileprivate(set) var active: UInt64 = 0
        package fileprivate(set) var inactive: UInt64 = 0

        package init(name: String) { self.name = name }
    }

    /// A machine that answers for a service.
    package struct Server: NamedRow, Equatable {
        /// As the file has it: `C0A85216:0CEA`.
        package let name: String
        /// The service's title and its own address: `TCP 192.168.0.22:3306 192.168.82.22:3306`.
        package fileprivate(set) var title = ""
        package fileprivate(set) var forwarding: Forwarding = .masquerade
        /// Its share of new connections; 0 if it gets none.
        package fileprivate(set) var weight: UInt64 = 0
        package fileprivate(set) var active: UInt64 = 0
        package fileprivate(set) var inactive: UInt64 = 0

        package init(name: String) { self.name = name }
    }

    /// How packets reach a real server, in the file's words.
    package enum Forwarding: String, Sendable {
        case masquerade = "Masq"
        case route = "Route"
        case tunnel = "Tunnel"
        case local = "Local"
    }

    package init() {}
}

extension IPVS {
    /// Replaces the reading; after an error it is empty.
    package mutating func parse(_ bytes: Span<UInt8>) throws(ProcfsError) {
        do throws(ProcfsError) {
            try fill(from: bytes)
        } catch {
            self = IPVS()
            throw error
        }
    }

    private mutating func fill(from bytes: Span<UInt8>) throws(ProcfsError) {
        var fields = Fields(of: "net/ip_vs")
        (serviceCount, serverCount, active, inactive) = (0, 0, 0, 0)
        for _ in 0..<3 {
            guard try fields.nextLine(in: bytes) else {
                throw fields.malformed(in: bytes, 0..<0, "three lines of header")
            }
        }
        /// How many real servers of the present service are kept, and of all of them.
        var (kept, allKept) = (0, 0)
        while try fields.nextLine(in: bytes) {
            let first = fields.word(in: bytes)
            if bytes.matches(first, "->") {
                guard serviceCount > 0 else { throw fields.malformed(in: bytes, first, "service") }
                let server = try Line(&fields, in: bytes)
                serverCount += 1
                active &+= server.active
                inactive &+= server.inactive
                guard serviceCount <= Self.limit else { continue }
                services[serviceCount - 1].add(server)
                guard allKept < Self.limit else { continue }
                try services[serviceCount - 1].keep(server, at: kept, fields, bytes)
                kept += 1
                allKept += 1
            } else {
                endService(kept: kept)
                kept = 0
                let address = fields.word(in: bytes)
                guard !first.isEmpty, !address.isEmpty, address.upperBound - first.lowerBound <= longestName else {
                    throw fields.malformed(in: bytes, first, "protocol and address")
                }
                serviceCount += 1
                guard serviceCount <= Self.limit else { continue }
                services.settle(at: serviceCount - 1, bytes, first.lowerBound..<address.upperBound)
                try services[serviceCount - 1].begin(first, address, scheduler: fields.word(in: bytes), fields, bytes)
            }
        }
        endService(kept: kept)
        services.removeSubrange(min(serviceCount, Self.limit)...)
    }

    /// Drops the servers of the present service that are no longer there.
    private mutating func endService(kept: Int) {
        guard (1...Self.limit).contains(serviceCount) else { return }
        services[serviceCount - 1].servers.removeSubrange(kept...)
    }

    /// A line of a real server: `-> C0A85216:0CEA      Tunnel  100    248        2`.
    fileprivate struct Line {
        let address: Range<Int>
        let forwarding: Forwarding
        let weight, active, inactive: UInt64

        init(_ fields: inout Fields, in bytes: Span<UInt8>) throws(ProcfsError) {
            address = fields.word(in: bytes)
            let word = fields.word(in: bytes)
            forwarding =
                if bytes.matches(word, "Masq") {
                    .masquerade
                } else if bytes.matches(word, "Route") {
                    .route
                } else if bytes.matches(word, "Tunnel") {
                    .tunnel
                } else if bytes.matches(word, "Local") {
                    .local
                } else {
                    throw fields.malformed(in: bytes, word, "Masq, Route, Tunnel or Local")
                }
            weight = try fields.unsigned(in: bytes, "weight")
            active = try fields.unsigned(in: bytes, "active connections")
            inactive = try fields.unsigned(in: bytes, "inactive connections")
        }
    }
}

extension IPVS.Service {
    fileprivate mutating func begin(
        _ kind: Range<Int>, _ address: Range<Int>, scheduler word: Range<Int>, _ fields: Fields, _ bytes: Span<UInt8>
    ) throws(ProcfsError) {
        (serverCount, weight, active, inactive) = (0, 0, 0, 0)
        if title.isEmpty {
            guard let text = IPVSAddress.text(bytes, address, isMark: bytes.matches(kind, "FWM")) else {
                throw fields.malformed(in: bytes, address, "address and port in hex")
            }
            title = "\(bytes.repairedText(kind)) \(text)"
        }
        guard !word.isEmpty, word.count <= longestName else { throw fields.malformed(in: bytes, word, "scheduler") }
        if !bytes.matches(word, scheduler) { scheduler = bytes.repairedText(word) }
    }

    fileprivate mutating func add(_ server: IPVS.Line) {
        serverCount += 1
        weight &+= server.weight
        active &+= server.active
        inactive &+= server.inactive
    }

    fileprivate mutating func keep(
        _ line: IPVS.Line, at place: Int, _ fields: Fields, _ bytes: Span<UInt8>
    ) throws(ProcfsError) {
        guard !line.address.isEmpty, line.address.count <= longestName else {
            throw fields.malformed(in: bytes, line.address, "address and port in hex")
        }
        servers.settle(at: place, bytes, line.address)
        if servers[place].title.isEmpty {
            guard let text = IPVSAddress.text(bytes, line.address, isMark: false) else {
                throw fields.malformed(in: bytes, line.address, "address and port in hex")
            }
            servers[place].title = "\(title) \(text)"
        }
        servers[place].forwarding = line.forwarding
        servers[place].weight = line.weight
        servers[place].active = line.active
        servers[place].inactive = line.inactive
    }
}
