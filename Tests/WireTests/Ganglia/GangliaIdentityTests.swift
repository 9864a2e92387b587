import Testing
import Wire

@Suite("Who a Ganglia message is about")
struct GangliaIdentityTests {
    @Test(
        "is what a spoofed host says before and after its first colon",
        arguments: [
            ("192.0.2.77:printer-1", "192.0.2.77", "printer-1"), ("alias:alias", "alias", "alias"),
            ("fe80::1:host6", "fe80", ":1:host6"), ("a:b:c", "a", "b:c"), (":a:b", ":a", "b"), ("::b", ":", "b"),
            ("é:ü", "é", "ü"), ("a:\u{301}", "a", "\u{301}"),
        ])
    func spoofed(host: String, key: String, name: String) throws {
        let identity = try GangliaIdentity(GangliaMetricID(host: host, name: "m", isSpoofed: true))
        #expect(identity.host == .spoofed(key: key, name: name))
        #expect(try GangliaSender(spoofing: host).id(of: "m").host == host)
    }

    @Test("is nobody if a spoofed host lacks a part", arguments: ["", ":", "::", "host", ":host", "192.0.2.77:"])
    func malformed(host: String) {
        #expect(throws: GangliaError.malformedSpoof(host)) {
            try GangliaIdentity(GangliaMetricID(host: host, name: "m", isSpoofed: true))
        }
        #expect(throws: GangliaError.malformedSpoof(host)) { try GangliaSender(spoofing: host) }
    }

    @Test("is told by the source address if not spoofed", arguments: ["", "web1", "192.0.2.77:printer-1"])
    func unspoofed(host: String) throws {
        #expect(try GangliaIdentity(GangliaMetricID(host: host, name: "m")).host == .sourceAddress)
    }

    @Test(
        "has a metric shown by one name and kept under another",
        arguments: [
            ("load_one", false, "load_one", "load_one"), ("a:b:c", false, "a_b_c", "a_b_c"),
            ("temp:\u{301}", false, "temp_\u{301}", "temp_\u{301}"),
            ("load_one", true, "load_one", "load_one"), ("temp:room 3", true, "temp", "temp:room 3"),
            ("temp:", true, "temp", "temp:"), (":temp", true, ":temp", ":temp"),
        ])
    func metric(name: String, isSpoofed: Bool, shown: String, key: String) throws {
        let identity = try GangliaIdentity(GangliaMetricID(host: "a:b", name: name, isSpoofed: isSpoofed))
        #expect(identity.metric == shown)
        #expect(identity.metricKey == key)
    }

    @Test(
        "can be another host, by an address that receivers can split off",
        arguments: [
            ("192.0.2.77", "printer-1", "192.0.2.77:printer-1"), ("web1", "web1", "web1:web1"),
            ("fe80::1", "host6", nil), ("", "host", nil), ("192.0.2.77", "", nil), (":1", "host", ":1:host"),
        ] as [(String, String, String?)])
    func sender(address: String, name: String, host: String?) {
        #expect((try? GangliaSender(address: address, name: name))?.host == host)
    }

    @Test("is told safely when malformed")
    func message() {
        let error = GangliaError.malformedSpoof("a\u{1B}\"\n")
        #expect(error.description == #"spoofed host: expected address:name, found "a\u{1B}\"\n""#)
    }
}
