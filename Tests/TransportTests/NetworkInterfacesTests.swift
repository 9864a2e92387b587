import Testing
import Transport

@Suite struct NetworkInterfacesTests {
    @Test("finds loopback, up, with its address")
    func loopback() throws {
        let interfaces = try NetworkInterfaces.current()
        let lo = try interfaces.named("lo")
        #expect(lo.index == 1 && lo.isUp && lo.isLoopback && lo.carriesMulticast)
        #expect(lo.addresses.contains(SocketAddress(ipv4: 0x7F00_0001, port: 0)))
        #expect(Set(interfaces.all.map(\.index)).count == interfaces.all.count)
    }

    @Test("a missing interface is named beside those there are")
    func missing() {
        let interfaces = NetworkInterfaces([
            NetworkInterface(name: "eth0", index: 2), NetworkInterface(name: "lo", index: 1, isLoopback: true),
        ])
        let error = #expect(throws: TransportError.self) { try interfaces.named("eth9") }
        #expect(error?.description == #"no interface "eth9"; there are: lo, eth0"#)
    }

    private static let here = [SocketAddress(ipv4: 0x0A00_0001, port: 0)]
    private static let lo = NetworkInterface(name: "lo", index: 1, isLoopback: true, isMulticast: false)

    @Test(
        "a group without a route leaves by the best interface there is",
        arguments: [
            ([], nil),
            ([lo], "lo"),
            ([lo, NetworkInterface(name: "down", index: 2, isUp: false, addresses: here)], "lo"),
            ([lo, NetworkInterface(name: "tun", index: 2, isMulticast: false, addresses: here)], "lo"),
            ([lo, NetworkInterface(name: "bare", index: 2)], "bare"),
            (
                [
                    lo, NetworkInterface(name: "bare", index: 2),
                    NetworkInterface(name: "eth1", index: 3, addresses: here),
                ],
                "eth1"
            ),
            (
                [
                    lo, NetworkInterface(name: "unplugged", index: 2, isRunning: false, addresses: here),
                    NetworkInterface(name: "eth1", index: 3, addresses: here),
                ], "eth1"
            ),
            ([lo, NetworkInterface(name: "unplugged", index: 2, isRunning: false)], "unplugged"),
        ] as [([NetworkInterface], String?)])
    func picks(interfaces: [NetworkInterface], name: String?) {
        #expect(NetworkInterfaces(interfaces).forSending(.ipv4)?.name == name)
    }

    @Test("a group is heard first on interfaces with an address, and not on those that are down")
    func hearing() {
        let interfaces = NetworkInterfaces([
            NetworkInterface(name: "port", index: 2), NetworkInterface(name: "eth0", index: 3, addresses: Self.here),
            NetworkInterface(name: "down", index: 4, isUp: false), Self.lo,
        ])
        #expect(interfaces.forHearing(.ipv4).map(\.name) == ["eth0", "lo", "port"])
    }
}
