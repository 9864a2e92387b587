import ClusterState
import Collectors
import MetricModel
import Testing
import Wire

@Suite("A value in Ganglia's terms")
struct GangliaValueTests {
    static let spoof = "10.0.0.7:db7"
    static let key = HostKey.ganglia("db7")

    @Test(
        "that we know joins our column in our unit",
        arguments: [
            ("mem_free", .float(1024), "memory.free", 1_048_576),
            ("mem_total", .float(16_384_000), "memory.total", 16_777_216_000),
            ("swap_free", .float(1), "memory.swap_free", 1024),
            ("disk_total", .double(1.5), "filesystem.size", 1.5e9),
            ("disk_free", .double(0.001), "filesystem.free", 1e6),
            ("part_max_used", .float(87.5), "filesystem.max_used_pct", 87.5),
            ("cpu_user", .float(12.5), "cpu.user", 12.5), ("cpu_wio", .float(2.5), "cpu.iowait", 2.5),
            ("cpu_intr", .float(0.5), "cpu.irq", 0.5), ("cpu_num", .ushort(8), "host.cpus", 8),
            ("cpu_speed", .uint(2400), "host.cpu_speed", 2400),
            ("boottime", .uint(1_799_000_000), "host.boot_time", 1_799_000_000),
            ("bytes_in", .float(4096), "network.rx_bytes", 4096), ("pkts_out", .float(3), "network.tx_packets", 3),
            ("load_fifteen", .float(0.25), "load.fifteen", 0.25), ("proc_total", .uint(227), "processes.total", 227),
            ("mem_free", .string("1024"), "memory.free", 1_048_576),
            ("load_one:x", .float(3), "load.one", 3),
        ] as [(String, GangliaValue.Content, String, Double)])
    func known(name: String, content: GangliaValue.Content, column: String, value: Double) throws {
        var cluster = Cluster()
        cluster.hear(Ganglia.value(name, content, of: Self.spoof))
        let column = try #require(MetricName(column))
        let rows = cluster.run(for: 15).rows.filter { $0.series == .host(Self.key, column.subject, nil) }
        let row = try #require(rows.first)
        #expect(rows.count == 1)
        #expect(row.start == Cluster.start)
        #expect(row.end == Cluster.start + 15)
        #expect(row.values.enumerated().filter { !$1.isNaN }.map(\.offset) == [row.definition.index(of: column.field)])
        #expect(row.values.first { !$0.isNaN } == value)
    }

    @Test("of every kind that a real gmond sends lands")
    func realGmond() throws {
        var cluster = Cluster()
        for message in try Capture.gmond("meta") + Capture.gmond("value") { cluster.hear(message) }
        let effects = cluster.state.resolved("10.0.9.9", to: "db7", at: cluster.now) + cluster.run(for: 15)
        let host = try #require(cluster.state.hosts[Self.key])
        #expect(effects.events == [.new(Self.key, address: "10.0.9.9")])
        #expect(effects.questions.isEmpty)
        #expect(host.counters.rejected == 0)
        #expect(cluster.state.sources.byAddress["10.0.9.9"]?.refused == 0)
        #expect(host.text("host", "os_name") == "Linux")
        #expect(host.text("host", "machine_type") == "x86_64")
        #expect(host.cores == 2)
        for definition in Catalogue.definitions where !definition.hasInstances {
            for field in definition.fields where field.kind != .text {
                guard let name = field.flatName, try Capture.gmond("value").contains(where: { $0.id.name == name })
                else { continue }
                let row = effects.rows.first {
                    $0.definition == definition && $0.series == .host(Self.key, definition.subject, nil)
                }
                #expect(definition.index(of: field.name).flatMap { row?.values[$0].isNaN } == false, "\(name)")
            }
        }
        #expect(effects.rows(of: Self.key, "foreign", "cpu_aidle").count == 1)
        #expect(effects.rows(of: Self.key, "foreign", "gexec").isEmpty)
    }

    @Test("that is text is kept with the numbers of its subject, which keep their rows")
    func texts() {
        var cluster = Cluster()
        cluster.hear(Ganglia.text("os_name", "Linux", of: Self.spoof))
        cluster.hear(Ganglia.value("cpu_num", .ushort(8), of: Self.spoof))
        var effects = cluster.run(for: 14)
        // In the step's last second, before the step is closed.
        cluster.wait(1)
        cluster.hear(Ganglia.text("os_release", "6.1.0", of: Self.spoof))
        effects += cluster.advance() + cluster.run(for: 15)
        #expect(cluster.state.hosts[Self.key]?.text("host", "os_name") == "Linux")
        #expect(cluster.state.hosts[Self.key]?.text("host", "os_release") == "6.1.0")
        #expect(effects.rows(of: Self.key, "host").map { $0.end - Cluster.start } == [15, 30])
    }

    @Test(
        "that cannot be true is refused",
        arguments: [
            ("cpu_user", .float(101)), ("cpu_user", .float(-1)), ("load_one", .float(.nan)),
            ("load_one", .float(.infinity)), ("mem_free", .string("much")), ("mem_free", .string("")),
            ("mem_free", .double(1e300)),
        ] as [(String, GangliaValue.Content)])
    func impossible(name: String, content: GangliaValue.Content) {
        var cluster = Cluster()
        cluster.hear(Ganglia.value(name, content, of: Self.spoof))
        #expect(cluster.state.hosts[Self.key]?.counters.rejected == 1)
        #expect(cluster.run(for: 30).rows.isEmpty)
    }

    @Test("holds for its longest gap and a half, then is unknown")
    func holds() {
        var cluster = Cluster()
        cluster.hear(Ganglia.value("load_one", .float(1), of: Self.spoof))
        cluster.hear(Ganglia.value("load_five", .float(5), of: Self.spoof))
        var rows: [Row] = []
        for _ in 0..<40 {
            cluster.hear(Ganglia.heartbeat(of: Self.spoof))
            rows += cluster.run(for: 15).rows(of: Self.key, "load")
        }
        // TMAX is 70 s and 325 s.
        #expect(rows.filter { $0.value("one") != nil }.map(\.end).max() == Cluster.start + 105)
        #expect(rows.filter { $0.value("five") != nil }.map(\.end).max() == Cluster.start + 480)
        #expect(rows.map(\.end) == Array(stride(from: Cluster.start + 15, through: Cluster.start + 480, by: 15)))
    }

    @Test("does not outlive its host, in the host's rows or in the group's")
    func downHost() {
        var cluster = Cluster()
        cluster.hear(Ganglia.value("mem_total", .float(1024), of: Self.spoof))
        let effects = cluster.run(for: 300)
        #expect(cluster.state.hosts[Self.key]?.state == .down)
        #expect(effects.rows(of: Self.key, "memory").map(\.end).max() == Cluster.start + 75)
        #expect(effects.rows(of: "ganglia", "memory").map(\.end).max() == Cluster.start + 75)
    }

    @Test("is part of its group's totals, in cores if it is CPU time")
    func groupTotals() {
        var cluster = Cluster()
        cluster.hear(Ganglia.value("cpu_num", .ushort(8), of: Self.spoof))
        cluster.hear(Ganglia.value("cpu_user", .float(25), of: Self.spoof))
        let rows = cluster.run(for: 30).rows(of: "ganglia", "cpu")
        #expect(rows.map { $0.total("user") } == [Total(sum: 2, maximum: 2, number: 1)])
        #expect(rows.map { $0.total("cores") } == [Total(sum: 8, maximum: 8, number: 1)])
        #expect(rows.map { $0.total("idle")?.number } == [0])
    }
}
