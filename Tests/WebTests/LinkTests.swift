import MetricModel
import Testing
import Web

@Suite("Addresses")
struct LinkTests {
    @Test(
        "hold any name",
        arguments: [
            ("web1", "web1"), ("a b", "a%20b"), ("%2F", "%252F"), ("x?y#z&", "x%3Fy%23z%26"), ("ü", "%C3%BC"),
            ("a+b", "a%2Bb"), ("\t", "%09"), ("-._~", "-._~"), ("", ""),
        ])
    func encoding(text: String, encoded: String) {
        #expect(Link.encoded(text) == encoded)
        #expect(Link.decoded(encoded) == text)
    }

    @Test("are not decoded where they are broken", arguments: ["%", "%4", "%zz", "a%", "%ff", "%c3"])
    func broken(text: String) { #expect(Link.decoded(text) == nil) }

    @Test("of graphs carry the query in its order")
    func graph() {
        let host = HostKey(cluster: GroupName(literal: "p q"), name: HostName(literal: "h"))
        #expect(
            Link.host(host).graph("cpu", "png", [("from", "-1h"), ("to", "now+1h")])
                == "/graph/host/p%20q/h/cpu.png?from=-1h&to=now%2B1h")
    }
}
