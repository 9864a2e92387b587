import Testing
import Transport

@Suite struct EndpointTests {
    @Test(
        "reads hosts, addresses and ports, and writes them in full",
        arguments: [
            ("239.2.11.71", "239.2.11.71:8649"),
            ("239.2.11.71:8649", "239.2.11.71:8649"),
            ("10.0.0.1:1", "10.0.0.1:1"),
            ("10.0.0.1:65535", "10.0.0.1:65535"),
            ("::1", "[::1]:8649"),
            ("[::1]", "[::1]:8649"),
            ("[2001:DB8::0:1]:53", "[2001:db8::1]:53"),
            ("fe80::1%lo", "[fe80::1%lo]:8649"),
            ("[fe80::1%lo]:99", "[fe80::1%lo]:99"),
            ("[fe80::1%1]:99", "[fe80::1%lo]:99"),
            ("fe80::1%999999", "[fe80::1%999999]:8649"),
            ("web1", "web1:8649"),
            ("web1.example.org.:7000", "web1.example.org.:7000"),
            ("3com.example:7", "3com.example:7"),
            ("under_score-dash", "under_score-dash:8649"),
        ])
    func reads(text: String, full: String) throws {
        #expect(try Endpoint(parsing: text).description == full)
    }

    @Test(
        "says what it expected and what it found",
        arguments: [
            ("", #""": expected a host name or address, found """#),
            (":8649", #"":8649": expected a host name or address, found """#),
            ("web1:", #""web1:": expected a port from 1 to 65535, found """#),
            ("web1:0", #""web1:0": expected a port from 1 to 65535, found "0""#),
            ("web1:65536", #""web1:65536": expected a port from 1 to 65535, found "65536""#),
            ("web1:+80", #""web1:+80": expected a port from 1 to 65535, found "+80""#),
            ("web1:http", #""web1:http": expected a port from 1 to 65535, found "http""#),
            ("10.0.0.300", #""10.0.0.300": expected an IPv4 address, found "10.0.0.300""#),
            ("10.0.0:80", #""10.0.0:80": expected an IPv4 address, found "10.0.0""#),
            ("8649", #""8649": expected an IPv4 address, found "8649""#),
            ("[::1", #""[::1": expected "]" after the IPv6 address, found "[::1""#),
            ("[::1]8649", #""[::1]8649": expected ":PORT" after "]", found "8649""#),
            ("[::1]:x", #""[::1]:x": expected a port from 1 to 65535, found "x""#),
            ("[10.0.0.1]:80", #""[10.0.0.1]:80": expected an IPv6 address in brackets, found "10.0.0.1""#),
            ("[web1]:80", #""[web1]:80": expected an IPv6 address, found "web1""#),
            ("::1::2", #""::1::2": expected an IPv6 address, found "::1::2""#),
            ("fe80::1%none9", #""fe80::1%none9": expected an interface of this host after "%", found "none9""#),
            ("fe80:::1%lo", #""fe80:::1%lo": expected an IPv6 address, found "fe80:::1%lo""#),
            ("web 1", #""web 1": expected a host name or address, found "web 1""#),
            ("-web", #""-web": expected a host name or address, found "-web""#),
            ("web..org", #""web..org": expected a host name or address, found "web..org""#),
            ("10.0.0.1\0x", #""10.0.0.1\0x": expected a host name or address, found "10.0.0.1\0x""#),
            ("wëb", #""wëb": expected a host name or address, found "wëb""#),
        ])
    func refuses(text: String, message: String) {
        let error = #expect(throws: TransportError.self) { try Endpoint(parsing: text) }
        #expect(error?.description == message)
    }

    @Test(
        "bounds the length of names and of their labels",
        arguments: [(63, 1, true), (64, 1, false), (49, 5, true), (62, 4, true), (63, 4, false)])
    func bounds(label: Int, labels: Int, isName: Bool) {
        let name = Array(repeating: String(repeating: "a", count: label), count: labels).joined(separator: ".")
        #expect(((try? Endpoint(parsing: name)) != nil) == isName)
    }

    @Test("takes port 0 only where any free port will do")
    func anyPort() throws {
        #expect(try Endpoint(parsing: "127.0.0.1:0", anyPort: true).port == 0)
        #expect(throws: TransportError.self) { try Endpoint(parsing: "127.0.0.1:0") }
    }

    @Test("knows Ganglia's group and port")
    func defaultGroup() {
        #expect(Endpoint.defaultGroup.description == "239.2.11.71:8649")
    }

    @Test("an address has one address without a look-up")
    func resolved() throws {
        let loopback = try address("127.0.0.1:7")
        #expect(try Endpoint.address(loopback).resolved() == [loopback])
    }
}
