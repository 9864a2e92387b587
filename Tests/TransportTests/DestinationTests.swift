import Testing
import Transport

private let second: UInt64 = 1_000_000_000

@Suite struct DestinationTests {
    private let old = SocketAddress(ipv4: 0x0A00_0001, port: 8649)
    private let new = SocketAddress(ipv4: 0x0A00_0002, port: 8649)
    private let silence = TransportError.unresolved(name: "web1", reason: "no answer")

    @Test("an address is never looked up")
    func literal() {
        var destination = Destination(.address(old))
        let error = destination.refresh(now: 0) { _, _ throws(TransportError) in
            Issue.record("looked up")
            return []
        }
        #expect(error == nil)
        #expect(destination.address == old)
    }

    @Test("a name is looked up at once, and again after five minutes")
    func refreshes() {
        var destination = Destination(.name("web1", port: 8649))
        #expect(destination.address == nil)
        var looks: [UInt64] = []
        for now in [0, 1, 299, 300, 301, 600] {
            let error = destination.refresh(now: UInt64(now) * second) { name, port throws(TransportError) in
                #expect(name == "web1" && port == 8649)
                looks.append(UInt64(now))
                return [now < 300 ? old : new, old]
            }
            #expect(error == nil)
            #expect(destination.address == (now < 300 ? old : new))
        }
        #expect(looks == [0, 300, 600])
        #expect(destination.resolvedAt == 600 * second)
    }

    @Test("a failure keeps the old address and is told once, until there is another")
    func keeps() {
        var destination = Destination(.name("web1", port: 8649))
        let other = TransportError.unresolved(name: "web1", reason: "no such name")
        var told: [TransportError?] = []
        let answers: [Result<[SocketAddress], TransportError>] = [
            .success([old]), .failure(silence), .failure(silence), .failure(other), .success([new]), .failure(other),
        ]
        for (index, answer) in answers.enumerated() {
            told.append(
                destination.refresh(now: UInt64(index) * 300 * second) { _, _ throws(TransportError) in
                    try answer.get()
                })
            #expect(destination.address == (index < 4 ? old : new))
        }
        #expect(told == [nil, silence, nil, other, nil, other])
        #expect(destination.resolvedAt == 1200 * second)
    }

    @Test("a name that never had an address is tried again after half a minute")
    func retries() {
        var destination = Destination(.name("web1", port: 8649))
        var looks: [Int] = []
        for now in [0, 29, 30, 59, 60] {
            _ = destination.refresh(now: UInt64(now) * second) { _, _ throws(TransportError) in
                looks.append(now)
                throw silence
            }
        }
        #expect(looks == [0, 30, 60])
    }

    @Test("a clock that steps back does no harm")
    func stepsBack() {
        var destination = Destination(.name("web1", port: 8649))
        _ = destination.refresh(now: 100 * second) { _, _ throws(TransportError) in [old] }
        _ = destination.refresh(now: 0) { _, _ throws(TransportError) in [new] }
        #expect(destination.address == old)
    }
}

@Suite struct ResolverTests {
    @Test("finds this host by name, with the port asked for")
    func localhost() throws {
        let found = try Resolver.addresses(of: "localhost", port: 77)
        let loopback = try [address("127.0.0.1:77"), address("[::1]:77")]
        #expect(!found.isEmpty)
        #expect(found.allSatisfy(loopback.contains))
        #expect(Set(found).count == found.count)
    }

    @Test("says which name has no address", arguments: ["nonexistent.invalid", String(repeating: "x", count: 300)])
    func unknown(name: String) throws {
        let error = #expect(throws: TransportError.self) { try Resolver.addresses(of: name, port: 77) }
        guard case .unresolved(let told, let reason) = try #require(error) else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(told == name)
        #expect(!reason.isEmpty)
    }
}
