import ClusterState
import MetricModel
import Testing
import Wire

@Suite("A metric that only its sender knows")
struct ForeignMetricTests {
    static let spoof = "10.0.0.7:db7"
    static let key = HostKey.ganglia("db7")

    @Test(
        "becomes an instance of foreign, in whatever type it comes",
        arguments: [.uint(12), .string("12"), .string(" 12 "), .string("0xC"), .double(12), .short(12)]
            as [GangliaValue.Content])
    func foreign(content: GangliaValue.Content) throws {
        var cluster = Cluster()
        cluster.hear(
            Ganglia.metadata("queue length", .uint32, of: Self.spoof, extras: [GangliaExtra("TITLE", "Queue")]))
        #expect(cluster.hear(Ganglia.value("queue length", content, of: Self.spoof)).questions.isEmpty)
        let rows = cluster.run(for: 15).rows(of: Self.key, "foreign", "queue length")
        #expect(rows.map { $0.value("value") } == [12])
        #expect(cluster.state.metadata(of: "queue length", host: Self.key)?.title == "Queue")
        #expect(cluster.state.metadata(of: "queue length", host: .ganglia("db8")) == nil)
    }

    @Test(
        "waits for its metadata, which is asked for", arguments: [.string("12"), .uint(12)] as [GangliaValue.Content])
    func waits(content: GangliaValue.Content) {
        var cluster = Cluster()
        let effects = cluster.hear(Ganglia.value("queue", content, of: Self.spoof))
        #expect(effects.questions == [.askGanglia(Ganglia.id("queue", Self.spoof))])
        #expect(cluster.run(for: 15).rows.isEmpty)
        cluster.hear(Ganglia.metadata("queue", .uint32, of: Self.spoof))
        #expect(cluster.run(for: 15).rows(of: Self.key, "foreign", "queue").map { $0.value("value") } == [12])
    }

    @Test("waits as its newest value only, and not for ever")
    func waitsAsNewest() {
        var cluster = Cluster()
        for value in 0..<1000 { cluster.hear(Ganglia.text("queue", "\(value)", of: Self.spoof)) }
        cluster.hear(Ganglia.text("jobs", "3", of: Self.spoof))
        #expect(cluster.state.sources.byAddress["10.0.9.9"]?.refused == 0)
        cluster.hear(Ganglia.metadata("queue", .uint32, of: Self.spoof))
        #expect(cluster.run(for: 15).rows(of: Self.key, "foreign", "queue").map { $0.value("value") } == [999])
        cluster.wait(100)
        cluster.hear(Ganglia.metadata("jobs", .uint32, tmax: 60, of: Self.spoof))
        #expect(cluster.run(for: 15).rows(of: Self.key, "foreign", "jobs").isEmpty, "older than it would hold")
    }

    @Test("finds its metadata though its name is written with a colon")
    func colon() {
        var cluster = Cluster()
        cluster.hear(Ganglia.heartbeat())
        _ = cluster.state.resolved("10.0.9.9", to: "db7", at: cluster.now)
        cluster.hear(Ganglia.text("queue:mail", "12"))
        cluster.hear(Ganglia.metadata("queue:mail", .uint32))
        #expect(cluster.run(for: 15).rows(of: Self.key, "foreign", "queue_mail").map { $0.value("value") } == [12])
    }

    @Test("that is words is no series", arguments: ["hello", "12"])
    func words(text: String) {
        var cluster = Cluster()
        cluster.hear(Ganglia.metadata("greeting", .string, of: Self.spoof))
        #expect(cluster.hear(Ganglia.text("greeting", text, of: Self.spoof)).questions.isEmpty)
        #expect(cluster.run(for: 15).rows.isEmpty)
        let host = cluster.state.hosts[Self.key]
        #expect(host?.latest.values.map(\.sample.texts) == [[1: text]], "but is kept as words")
        #expect(host?.counters.rejected == 0)
    }

    @Test(
        "under a flat name of ours, with our subject and unit, is ours",
        arguments: [
            ("memory_used", "memory", "bytes", "memory", nil, "used"),
            ("disk_sda_read_bytes", "disk", "bytes/s", "disk", "sda", "read_bytes"),
            ("disk_a_b_read_bytes", "disk", "bytes/s", "disk", "a_b", "read_bytes"),
            ("disk_read_bytes", "disk", "bytes/s", "disk", nil, "read_bytes"),
            ("disk_sda_read_bytes", "disk", "furlongs", "foreign", "disk_sda_read_bytes", "value"),
            ("disk_sda_read_bytes", "backup", "bytes/s", "foreign", "disk_sda_read_bytes", "value"),
        ] as [(String, String, String, StaticString, StaticString?, StaticString)])
    func ownFlatName(
        name: String, group: String, units: String, subject: StaticString, instance: StaticString?,
        field: StaticString
    ) {
        var cluster = Cluster()
        cluster.hear(
            Ganglia.metadata(name, .double, units: units, of: Self.spoof, extras: [GangliaExtra("GROUP", group)]))
        cluster.hear(Ganglia.value(name, .double(7), of: Self.spoof))
        let rows = cluster.run(for: 15).rows(of: Self.key, subject, instance)
        #expect(rows.map { $0.value(field) } == [7])
    }

    @Test("is forgotten after its DMAX, and kept without one", arguments: [(0, true), (20, false)])
    func dmax(dmax: UInt32, isKept: Bool) {
        var cluster = Cluster()
        cluster.hear(Ganglia.metadata("nightly", .double, tmax: 3600, dmax: dmax, of: Self.spoof))
        cluster.hear(Ganglia.value("nightly", .double(5), of: Self.spoof))
        #expect(cluster.run(for: 15).rows(of: Self.key, "foreign", "nightly").count == 1)
        cluster.run(for: 30)
        #expect((cluster.state.hosts[Self.key]?.latest.isEmpty == false) == isKept)
    }

    @Test("leaves its host, of which nothing else is known, not down but gone when it falls silent")
    func scriptsOnly() {
        var cluster = Cluster()
        cluster.hear(Ganglia.metadata("queue", .double, of: Self.spoof))
        cluster.hear(Ganglia.text("queue", "5", of: Self.spoof))
        cluster.hear(Ganglia.text("cpu_user", "99", of: Self.spoof))
        #expect(cluster.run(for: 300).events == [.silent(Self.key)])
        #expect(cluster.state.hosts[Self.key]?.state == .left)
    }

    @Test("that should be a number and is none is refused", arguments: ["", "many", "nan", "1e999", "12 apples"])
    func noNumber(text: String) {
        var cluster = Cluster()
        cluster.hear(Ganglia.metadata("queue", .double, of: Self.spoof))
        cluster.hear(Ganglia.text("queue", text, of: Self.spoof))
        #expect(cluster.run(for: 15).rows.isEmpty)
        #expect(cluster.state.hosts[Self.key]?.counters.rejected == 1)
    }

    @Test(
        "that counts becomes a rate",
        arguments: [
            (.positive, [100, 400], [10]), (.positive, [100, 400, 400, 100, 700], [10, 0, 20]),
            (.derivative, [100, 400, 100], [10, -10]), (.both, [100, 400], [100, 400]),
            (.negative, [100, 40], [100, 40]), (.positive, [100], []),
        ] as [(GangliaSlope, [Int], [Double])])
    func rates(slope: GangliaSlope, readings: [Int], rates: [Double]) {
        var cluster = Cluster()
        var rows: [Row] = []
        cluster.hear(Ganglia.metadata("jobs", .uint32, slope: slope, tmax: 10, of: Self.spoof))
        for reading in readings {
            cluster.hear(Ganglia.text("jobs", "\(reading)", of: Self.spoof))
            // The same by another route.
            let sent = cluster.now
            cluster.wait(milliseconds: 3)
            cluster.hear(Ganglia.text("jobs", "\(reading)", of: Self.spoof), from: Peer(address: "10.0.9.8", port: 1))
            cluster.now = sent
            rows += cluster.run(for: 30).rows(of: Self.key, "foreign", "jobs")
        }
        // Each holds for 15 s: one step.
        #expect(rows.map { $0.value("value") } == rates)
    }

    @Test("of an impossible name is refused", arguments: ["", ".hidden", "a\nb", String(repeating: "x", count: 181)])
    func impossibleName(name: String) {
        var cluster = Cluster()
        cluster.hear(Ganglia.metadata(name, .uint32, of: Self.spoof))
        cluster.hear(Ganglia.value(name, .uint(1), of: Self.spoof))
        #expect(cluster.run(for: 15).rows.isEmpty)
        #expect(cluster.state.sources.byAddress["10.0.9.9"]?.refused == 1)
    }

    @Test("is one of at most so many of a host")
    func limits() {
        var cluster = Cluster { $0.seriesLimit = 10 }
        for number in 0..<30 {
            cluster.hear(Ganglia.metadata("m\(number)", .uint32, of: Self.spoof))
            cluster.hear(Ganglia.value("m\(number)", .uint(1), of: Self.spoof))
        }
        #expect(cluster.run(for: 15).rows.count == 10)
        #expect(cluster.state.hosts[Self.key]?.counters.rejected == 20)
    }

    @Test(
        "is taken from every run of a real gmetric that sent a number",
        arguments: [
            ("02-int8", "t_int8"), ("05-uint16", "t_uint16"), ("07-uint32", "t_uint32"), ("08-float", "t_float"),
            ("09-double", "t_double"),
        ])
    func realGmetric(capture: String, name: String) throws {
        var cluster = Cluster()
        cluster.hear(try Capture.message("udp-gmetric/\(capture).meta"))
        cluster.hear(try Capture.message("udp-gmetric/\(capture).value"))
        _ = cluster.state.resolved("10.0.9.9", to: "db7", at: cluster.now)
        let instance = try #require(InstanceName(name))
        let rows = cluster.run(for: 15).rows
        #expect(rows.map(\.series) == [.host(Self.key, SubjectName(literal: "foreign"), instance)])
    }
}
