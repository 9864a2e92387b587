import Testing
import Transport

@Suite struct SocketAddressTests {
    @Test(
        "is the number that its bytes make",
        arguments: [
            ("0.0.0.0", UInt128(0)), ("1.2.3.4", 0x0102_0304), ("255.255.255.255", 0xFFFF_FFFF),
            ("::", 0), ("::1", 1), ("ff15::ef02:b47", 0xFF15_0000_0000_0000_0000_0000_EF02_0B47),
        ])
    func bits(text: String, bits: UInt128) throws {
        let parsed = try address(text)
        #expect(parsed.bits == bits)
        #expect(parsed.host == text)
    }

    @Test(
        "knows groups from hosts",
        arguments: [
            ("223.255.255.255", false), ("224.0.0.0", true), ("239.255.255.255", true), ("240.0.0.0", false),
            ("127.0.0.1", false), ("::1", false), ("fe80::1", false), ("ff02::1", true), ("::ffff:224.0.0.1", false),
        ])
    func multicast(text: String, isGroup: Bool) throws {
        #expect(try address(text).isMulticast == isGroup)
    }

    @Test("knows what means every address", arguments: [("0.0.0.0", true), ("::", true), ("::1", false)])
    func any(text: String, isAny: Bool) throws {
        #expect(try address(text).isAny == isAny)
    }

    @Test(
        "is equal only with the same family, address, port and interface",
        arguments: [
            ("10.0.0.1:1", "10.0.0.1:1", true), ("10.0.0.1:1", "10.0.0.1:2", false),
            ("10.0.0.1:1", "10.0.0.2:1", false), ("0.0.0.1:1", "[::1]:1", false),
            ("[::1]:1", "[0:0::1]:1", true), ("[fe80::1%1]:1", "[fe80::1%2]:1", false),
        ])
    func equality(one: String, other: String, same: Bool) throws {
        #expect(try (address(one) == address(other)) == same)
    }

    @Test("does not take a name for an address")
    func name() {
        let error = #expect(throws: TransportError.self) { try SocketAddress(parsing: "web1:80") }
        #expect(error?.description == #""web1:80": expected an IPv4 or IPv6 address, found "web1:80""#)
    }
}
