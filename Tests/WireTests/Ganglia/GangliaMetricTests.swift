import Foundation
import MetricModel
import Testing
import Wire

@Suite("Ganglia's own metrics")
struct GangliaMetricTests {
    static let node = GangliaSender(hostName: "node-n2.example.org")

    /// The names in `default-metrics.tsv`, and the rest of each line.
    static var defaults: [(name: String, columns: [String])] {
        get throws {
            try String(contentsOf: GangliaCapture.folder.appending(path: "default-metrics.tsv"), encoding: .utf8)
                .split(separator: "\n").dropFirst().map { line in
                    let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
                    return (columns[0], columns)
                }
        }
    }

    @Test("are announced and sent byte for byte as gmond does", arguments: try defaults.map(\.name))
    func sameBytes(name: String) throws {
        let metric = try #require(GangliaMetric.named(name))
        let metadata = try GangliaCapture("udp-gmond/\(name).meta").bytes
        #expect(try metric.metadataMessage(from: Self.node).encoded == metadata)

        let bytes = try GangliaCapture("udp-gmond/\(name).value").bytes
        guard case .value(_, let captured) = try decodeGanglia(bytes) else {
            Issue.record("not a value")
            return
        }
        let message =
            if case .string(let text) = captured.content {
                metric.valueMessage(text, from: Self.node)
            } else {
                metric.valueMessage(try #require(captured.number) * metric.factor, from: Self.node)
            }
        #expect(try message?.encoded == bytes)
    }

    @Test("are those of the default configuration", arguments: try defaults.map(\.columns))
    func table(columns: [String]) throws {
        let metric = try #require(GangliaMetric.named(columns[0]))
        #expect(
            [metric.type.word, metric.units, metric.slope.word, "\(metric.tmax)", metric.group, metric.title]
                == [columns[1], columns[2], columns[3], columns[7], columns[8], columns[9]])
    }

    @Test("number 35 in the default configuration, and each has a name of its own")
    func names() throws {
        #expect(try Self.defaults.count == 35)
        #expect(Set(GangliaMetric.known.map(\.name)).count == GangliaMetric.known.count)
    }

    @Test(
        "become our units by a factor",
        arguments: [
            ("mem_free", 1024), ("swap_total", 1024), ("mem_available", 1024), ("disk_free", 1e9), ("disk_total", 1e9),
            ("load_one", 1), ("bytes_in", 1), ("cpu_speed", 1), ("cpu_intr", 1), ("boottime", 1), ("mtu", 1),
        ])
    func factors(name: String, factor: Double) throws {
        #expect(try #require(GangliaMetric.named(name)).factor == factor)
    }

    @Test("have no names but their own", arguments: ["", "LOAD_ONE", "load_one ", "multicpu_user0", "room_temp"])
    func unknown(name: String) {
        #expect(GangliaMetric.named(name) == nil)
    }

    @Test(
        "are not sent when the value is unknown or does not fit the type",
        arguments: [
            ("load_one", .nan), ("load_one", .infinity), ("load_one", 1e39), ("cpu_num", -1), ("cpu_num", 65536),
            ("proc_run", -0.6), ("proc_run", 4_294_967_296), ("disk_free", .nan), ("os_name", 1),
        ] as [(String, Double)])
    func unknownValue(name: String, number: Double) throws {
        #expect(try #require(GangliaMetric.named(name)).valueMessage(number, from: Self.node) == nil)
    }

    @Test("take text only where they are text")
    func text() throws {
        #expect(try #require(GangliaMetric.named("load_one")).valueMessage("1.5", from: Self.node) == nil)
        let message = try #require(GangliaMetric.named("gexec")).valueMessage("ON", from: Self.node)
        #expect(message == .value(Self.node.id(of: "gexec"), GangliaValue(.string("ON"), format: "%s")))
    }

    @Test(
        "round to the nearest integer",
        arguments: [("cpu_speed", 2595.5, .uint(2596)), ("cpu_num", 1.4, .ushort(1)), ("proc_run", -0.4, .uint(0))]
            as [(String, Double, GangliaValue.Content)])
    func rounding(name: String, number: Double, content: GangliaValue.Content) throws {
        let metric = try #require(GangliaMetric.named(name))
        let value = GangliaValue(content, format: metric.format)
        #expect(metric.valueMessage(number, from: Self.node) == .value(Self.node.id(of: name), value))
    }

    @Test("begin with the heartbeat, which tells when the sender started")
    func heartbeat() throws {
        let start = Timestamp(seconds: 1_795_334_027)
        let message = GangliaMetric.heartbeatMessage(startedAt: start, from: Self.node)
        #expect(try message?.encoded == GangliaCapture("udp-gmond/heartbeat.value").bytes)
        #expect(GangliaMetric.heartbeatMessage(startedAt: Timestamp(seconds: -1), from: Self.node) == nil)
    }

    @Test("go out under another host's name when spoofed")
    func spoofed() throws {
        let sender = try GangliaSender(address: "192.0.2.9", name: "alias.example.org")
        let message = try #require(GangliaMetric.named("load_one")).valueMessage(0.5, from: sender)
        let id = GangliaMetricID(host: "192.0.2.9:alias.example.org", name: "load_one", isSpoofed: true)
        #expect(message == .value(id, GangliaValue(.float(0.5), format: "%.2f")))
    }
}

@Suite("Metrics that Ganglia does not have")
struct ForeignToGangliaTests {
    @Test(
        "go as numbers that keep our unit, or as text",
        arguments: [
            (.bytesPerSecond, .rate, .double, "%.15g", .both, .double(1_234_567_890.5), "1234567890.5"),
            (.seconds, .gauge, .double, "%.15g", .both, .double(1_234_567_890.5), "1234567890.5"),
            (.percent, .gauge, .float, "%.2f", .both, .float(1_234_567_890.5), "1234567936.00"),
            (.none, .text, .string, "%s", .zero, nil, nil),
        ] as [(MetricModel.Unit, Field.Kind, GangliaType, String, GangliaSlope, GangliaValue.Content?, String?)])
    func types(
        unit: MetricModel.Unit, kind: Field.Kind, type: GangliaType, format: String, slope: GangliaSlope,
        content: GangliaValue.Content?, text: String?
    ) throws {
        let metric = GangliaMetric(
            flatName: "disk_sda_x", unit: unit, kind: kind, title: "X", summary: "An x.", group: "disk", tmax: 60)
        #expect(metric.factor == 1)
        let sender = GangliaSender(hostName: "web1")
        let metadata = GangliaMetadata(
            type: type, name: "disk_sda_x", units: unit.symbol, slope: slope, tmax: 60, dmax: 600,
            extras: [GangliaExtra("TITLE", "X"), GangliaExtra("DESC", "An x."), GangliaExtra("GROUP", "disk")])
        #expect(metric.metadataMessage(from: sender, dmax: 600) == .metadata(sender.id(of: "disk_sda_x"), metadata))
        let value = content.map { GangliaValue($0, format: format) }
        #expect(
            metric.valueMessage(1_234_567_890.5, from: sender) == value.map { .value(sender.id(of: "disk_sda_x"), $0) })
        #expect(value?.formatted == text)
    }

    @Test(
        "are refused over 1464 bytes, and leave the buffer as it was",
        arguments: [(1424, 1464), (1425, nil)] as [(Int, Int?)])
    func limit(textLength: Int, messageLength: Int?) throws {
        let metric = try #require(GangliaMetric.named("os_name"))
        let text = String(repeating: "x", count: textLength)
        let message = try #require(metric.valueMessage(text, from: GangliaSender(hostName: "web1")))
        var buffer: [UInt8] = [1, 2, 3]
        if let messageLength {
            try message.encode(into: &buffer)
            #expect(buffer.count == 3 + messageLength)
            #expect(buffer.starts(with: [1, 2, 3, 0, 0, 0, 133]))
        } else {
            #expect(throws: GangliaError.tooLong(metric: "os_name", bytes: 1468)) { try message.encode(into: &buffer) }
            #expect(buffer == [1, 2, 3])
        }
    }
}
