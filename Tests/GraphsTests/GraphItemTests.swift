import Graphs
import MetricModel
import Testing

/// Hosts that nobody has to run.
private struct KnownHosts: HostDirectory {
    struct Unknown: Error {}

    let everyHost: [HostKey]

    func key(written text: String) throws -> HostKey {
        guard let host = everyHost.first(where: { $0.description == text || $0.name.text == text }) else {
            throw Unknown()
        }
        return host
    }

    func members(of group: GroupName, over time: TimeRange) throws -> [HostKey] {
        guard group == prod else { throw Unknown() }
        return everyHost
    }
}

@Suite("A graph described by keys and values")
struct GraphItemTests {
    private static func item(_ query: String) throws -> GraphItem {
        try GraphItem(
            query.split(separator: "|").map { pair in
                let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                return (String(parts[0]), String(parts[1]))
            })
    }

    @Test(
        "says the same when it is written again",
        arguments: [
            "graph=load|group=web", "graph=load|group=web|group=db|per=core|previous=week",
            "graph=cpu|host=shop/web1|peaks=off|low=0|high=50.5|title=A & B|notes=said \"so\"",
            "metrics=disk@*.reads|metrics=~^load|hosts=web[1-4]*|hosts=~db|across=p99.5|draw=stack",
            "metrics=load.one|group=web|view=spread", "graph=disk|host=web1|instance=sda|draw=share",
        ])
    func roundTrip(query: String) throws {
        let item = try Self.item(query)
        let pairs = try #require(item.pairs)
        #expect(Set(pairs.map { "\($0.0)=\($0.1)" }) == Set(query.split(separator: "|").map(String.init)))
        #expect(try GraphItem(pairs) == item)
    }

    @Test(
        "is refused with the key, what was expected and what was found",
        arguments: [
            ("group=web", "graph: expected a graph, or metrics by pattern, found nothing"),
            ("graph=load", "group: expected 1 to 12 of host, group or hosts, found nothing"),
            ("graph=load|metrics=a|group=web", "metrics: expected either a graph or metrics, found \"both\""),
            ("graph=Load|group=web", "graph: expected a graph's name, as load, found \"Load\""),
            ("graph=load|hosts=web[", "hosts: expected a pattern"),
            (
                "graph=load|group=web|across=most",
                "across: expected sum, mean, max, count or a percentile as p95, found"
            ),
            ("graph=load|group=web|draw=pie", "draw: expected one of line, stack, share, found \"pie\""),
            ("graph=load|group=web|per=rack", "per: expected one of core, gib, found \"rack\""),
            ("graph=load|host=a/b/c", "host: expected a host as NAME or CLUSTER/NAME, found \"a/b/c\""),
        ])
    func mistakes(query: String, message: String) {
        let error = #expect(throws: GraphItemError.self) { try Self.item(query) }
        #expect(error?.description.hasPrefix(message) == true, "\(error?.description ?? "")")
    }

    @Test("compares at most twelve, and takes at most twenty patterns")
    func bounds() {
        let places = (1...13).map { "|group=g\($0)" }.joined()
        #expect(throws: GraphItemError.self) { try Self.item("graph=load" + places) }
        let patterns = (1...21).map { "|metrics=m\($0)" }.joined()
        #expect(throws: GraphItemError.self) { try Self.item("group=web" + patterns) }
    }

    private static let time = TimeRange(from: 1_700_000_000, to: 1_700_003_600)

    @Test("of metrics counts each host once, whatever names it")
    func once() throws {
        let directory = KnownHosts(everyHost: hosts(4))
        let item = try Self.item("metrics=load.one|group=prod|hosts=web[12]|hosts=prod/*|host=web1")
        guard case .hosts(let selection) = try item.subject(over: Self.time, in: directory) else {
            Issue.record("expected hosts")
            return
        }
        #expect(selection.hosts.count == 4 && Set(selection.hosts) == Set(hosts(4)))
        #expect(selection.text == "prod, web[12], prod/*, web1")
    }

    @Test("a pattern without a slash is of hosts alone, whatever their cluster is called")
    func patterns() throws {
        let directory = KnownHosts(everyHost: hosts(3))
        for (pattern, count) in [("web2", 1), ("~EB[23]", 2), ("prod/web*", 3), ("~d/web1", 1)] {
            let item = try Self.item("metrics=load.one|hosts=\(pattern)")
            guard case .hosts(let selection) = try item.subject(over: Self.time, in: directory) else { continue }
            #expect(selection.hosts.count == count, "\(pattern)")
        }
        for pattern in ["prod", "~prod", "*/lab"] {
            let error = #expect(throws: GraphItemError.self) {
                try Self.item("graph=load|hosts=\(pattern)").subject(over: Self.time, in: directory)
            }
            #expect(error?.isUnknown == true)
        }
    }

    @Test("of more hosts than can be read is refused, not cut short")
    func many() throws {
        let directory = KnownHosts(everyHost: hosts(GraphItem.maximumHosts + 1))
        let error = #expect(throws: GraphItemError.self) {
            try Self.item("metrics=load.one|hosts=*").subject(over: Self.time, in: directory)
        }
        #expect(error?.isUnknown == false && error?.found == "\(GraphItem.maximumHosts + 1)")
    }

    @Test("of several places compares them, each with what its hosts become")
    func comparison() throws {
        let directory = KnownHosts(everyHost: hosts(2))
        let plain = try Self.item("graph=load|group=prod|host=web2").subject(over: Self.time, in: directory)
        #expect(plain == .comparison([.group(prod, members: hosts(2)), .host(hosts(2)[1])]))
        let combined = try Self.item("graph=load|group=prod|across=p95").subject(over: Self.time, in: directory)
        #expect(combined == .hosts(HostSelection("prod", hosts: hosts(2), combination: .percentile(0.95))))
    }
}
