import Collectors
import MetricModel
import Procfs
import TestKit
import Testing

@Suite("Tables of connections and neighbours")
struct ConntrackCollectorTests {
    @Test("connections, how full their table is, and what eight cores counted together")
    func hypervisor() throws {
        expect(
            try ConntrackCollector.values(of: .hypervisor).row("conntrack"),
            are: [
                "count": 81_920, "max": 262_144, "used_pct": 37.5, "drop": 1, "early_drop": 1, "insert_failed": 1.6,
                "found": 8, "invalid": 16, "ignored": 0, "icmp_error": 0, "search_restart": 80, "clash_resolved": 0,
            ])
    }

    @Test("an old kernel's columns stand elsewhere")
    func old() throws {
        let values = try ConntrackCollector.values(of: FixtureHost(name: "kernel-4.19"))
        #expect(values["conntrack.ignored"] == 4)
        #expect(values["conntrack.invalid"] == 4)
        #expect(values["conntrack.clash_resolved"] == nil)
    }

    @Test("where nothing tracks connections nothing is said")
    func absent() throws { #expect(try ConntrackCollector.values(of: .container).rows.isEmpty) }

    @Test("a host whose kernel hides the counters tells how full the table is")
    func half() throws {
        let host = try PlayedHost(.hypervisor)
        try host.remove("proc/net/stat/nf_conntrack")
        let values = try ConntrackCollector.values(of: host) { host in
            try host.edit("proc/sys/net/netfilter/nf_conntrack_count") { _ in "131072\n" }
        }
        #expect(values["conntrack.used_pct"] == 50)
        #expect(values["conntrack.drop"] == nil)
    }

    @Test("neighbours: the table's size once, what cores counted together")
    func neighbours() throws {
        expect(
            try ARPCollector.values(of: .hypervisor).row("arp"),
            are: [
                "entries": 210, "allocs": 16, "destroys": 8, "lookups": 160, "res_failed": 1.6, "discards": 1.6,
                "forced_gc": 0, "table_fulls": 0.2,
            ])
        #expect(try ARPCollector.values(of: FixtureHost(name: "kernel-3.10"))["arp.table_fulls"] == nil)
        #expect(try ARPCollector.values(of: .container).rows.isEmpty)
    }
}
