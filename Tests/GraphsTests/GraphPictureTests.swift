import Archive
import Foundation
import Graphs
import MetricModel
import Testing

@Suite("A graph as a picture")
struct GraphPictureTests {
    static let layers = """
        unit: "%"
        limits: { low: 0, high: 100 }
        series:
          - { metric: cpu.user, label: 'us:er \\l', draw: stack, color: blue }
          - { metric: cpu.system, label: "system", draw: stack, color: orange }
        """

    /// User 50 % all the time, system 25 % in the first half and unknown in the second.
    private func data(_ size: GraphSize, rows count: Int = 240) async throws -> GraphData {
        let definition = try testGraph(Self.layers)
        let values = (0..<count).map { [50, $0 < count / 2 ? 25 : Double.nan] }
        let rows = gauges(.host(web1, subject("cpu"), nil), ["user", "system"], values)
        return try await withArchive(rows) {
            try await GraphData.load(request(definition, rows: count, size: size), from: $0)
        }
    }

    @Test(
        "has the size that was asked for",
        arguments: [(800, 300), (400, 120), (240, 100), (120, 60), (1600, 900), (120, 2000)])
    func size(width: Int, height: Int) async throws {
        let image = try PNGImage(
            try await GraphPicture.draw(try await data(GraphSize(width: width, height: height)), as: .png))
        #expect(image.width == width && image.height == height)
    }

    @Test("has bands between their edges, and lines over them", arguments: ["linear", "log"])
    func band(scale: String) async throws {
        let definition = try testGraph(
            """
            scale: \(scale)
            limits: { low: 1, high: 100 }
            series:
              - { draw: band, from: cpu.system, to: cpu.user, label: band, color: green }
              - { percentile: 50, of: cpu.user, label: middle, color: blue }
              - { limit: 90, label: limit, color: vermilion }
            """)
        let rows = gauges(
            .host(web1, subject("cpu"), nil), ["user", "system"], [[Double]](repeating: [75, 25], count: 240))
        let data = try await withArchive(rows) {
            try await GraphData.load(request(definition, rows: 240, size: GraphSize(width: 400, height: 80)), from: $0)
        }
        let image = try PNGImage(try await GraphPicture.draw(data, as: .png))
        // The band's green on white, a quarter of it.
        let band = image.count { $0 < 210 && $1 > 200 && $2 < 235 && $1 > $0 }
        // Half of the height; on an axis of powers of ten, a quarter.
        let share = scale == "linear" ? 0.5 : 0.24
        #expect(abs(Double(band) / Double(400 * 80) - share) < 0.08)
    }

    @Test("has areas of its series' colours in proportion to their values, and gaps for what is unknown")
    func colors() async throws {
        let size = GraphSize(width: 400, height: 80)  // too low for any text
        let image = try PNGImage(try await GraphPicture.draw(try await data(size), as: .png))
        let user = Double(image.count(of: GraphColor.blue.shade))
        let system = Double(image.count(of: GraphColor.orange.shade))
        #expect(user > 400 * 80 * 0.3)
        // Half the height for half the time.
        #expect(abs(system / user - 0.25) < 0.03)
        #expect(image.count(of: GraphColor.purple.shade) == 0)
    }

    @Test("has a broken line where something happened, once for what lies too near to be told apart")
    func moments() async throws {
        var data = try await data(GraphSize(width: 400, height: 80))
        let before = try PNGImage(try await GraphPicture.draw(data, as: .png)).top(80)
        let (start, length) = (data.request.time.from, data.request.time.to - data.request.time.from)
        data.marks = [0.25, 0.251, 0.75].map { EventMark(start: start + Int($0 * Double(length)), text: "deploy") }
        data.marks.append(EventMark(start: start - 60, text: "before"))
        let after = try PNGImage(try await GraphPicture.draw(data, as: .png)).top(80)
        var changes = [Int](repeating: 0, count: 400)
        for (old, new) in zip(before, after) {
            let channels = old.count / 400
            for column in changes.indices
            where !new.dropFirst(column * channels).prefix(channels)
                .elementsEqual(old.dropFirst(column * channels).prefix(channels))
            {
                changes[column] += 1
            }
        }
        // Pieces of three pixels with as much between them.
        #expect(changes.count { $0 > 0 } == 2)
        #expect(changes.allSatisfy { $0 == 0 || 35...60 ~= $0 })
    }

    @Test("has a ground under what lasted, and under nights")
    func grounds() async throws {
        func share(rows count: Int = 60, step: Int, _ range: ClosedRange<UInt8>, _ marks: [EventMark] = []) async throws
            -> Double
        {
            let data = try DrawnSamples.data(
                "Test", unit: .none, limits: AxisLimits(low: -100, high: 100), step: step, rows: count,
                size: GraphSize(width: 400, height: 80),
                series: [DrawnSamples.line("a", [Double](repeating: -50, count: count))], marks: marks)
            let image = try PNGImage(try await GraphPicture.draw(data, as: .png))
            return Double(image.count { red, _, _ in range ~= red }) / Double(400 * 80)
        }
        let lasting = [EventMark(start: midnight + 900, end: midnight + 1800, text: "backup")]
        #expect(try await share(step: 60, 225...236) < 0.02)
        #expect(abs(try await share(step: 60, 225...236, lasting) - 0.25) < 0.04)
        // From midnight to 6 o'clock and from 22 on.
        #expect(abs(try await share(rows: 96, step: 900, 243...247) - 8.0 / 24) < 0.04)
    }

    @Test("has the axis of its zone: that of UTC of the same numbers so many hours later")
    func zone() async throws {
        let kolkata = try #require(TimeZone(identifier: "Asia/Kolkata"))
        func picture(from start: Int, in zone: TimeZone) async throws -> [ArraySlice<UInt8>] {
            let values = Array(repeating: [50.0, 25.0], count: 240)
            let rows = gauges(.host(web1, subject("cpu"), nil), ["user", "system"], values, from: start)
            let definition = try testGraph(Self.layers)
            let picture = try await withArchive(rows) { archive in
                let request = GraphRequest(
                    definition, of: .host(web1), time: TimeRange(from: start, to: start + 86_400), zone: zone)
                return try await GraphPicture.draw(try await GraphData.load(request, from: archive), as: .png)
            }
            // Without the caption, which names the zone.
            return try PNGImage(picture).top(240)
        }
        let there = try await picture(from: midnight, in: kolkata)
        #expect(there == (try await picture(from: midnight + 19_800, in: .gmt)))
        #expect(there != (try await picture(from: midnight, in: .gmt)))
    }

    @Test("of numbers that are not there is drawn all the same", arguments: PictureFormat.allCases)
    func empty(format: PictureFormat) async throws {
        let definition = try testGraph(Self.layers)
        let data = try await withArchive([]) { try await GraphData.load(request(definition, rows: 4), from: $0) }
        let picture = try await GraphPicture.draw(data, as: format)
        if format == .png {
            let image = try PNGImage(picture)
            #expect(image.width == 800 && image.height == 300)
            #expect(image.count(of: GraphColor.blue.shade) == 0)
        } else {
            #expect(picture.starts(with: Data("%PDF-".utf8)))
        }
    }

    @Test(
        "of nothing says so at any size",
        arguments: [(120, 60), (200, 60), (120, 2000), (400, 80), (4000, 60)])
    func emptySizes(width: Int, height: Int) async throws {
        let definition = try testGraph(Self.layers)
        let data = try await withArchive([]) {
            try await GraphData.load(
                request(definition, rows: 4, size: GraphSize(width: width, height: height)), from: $0)
        }
        let image = try PNGImage(try await GraphPicture.draw(data, as: .png))
        #expect(image.width == width && image.height == height)
        // The letters' colour, in which the thickest strokes are.
        #expect(image.count(of: Shade(0x222222)) > 5)
    }

    @Test("may be a PDF")
    func pdf() async throws {
        let picture = try await GraphPicture.draw(try await data(GraphSize()), as: .pdf)
        #expect(picture.starts(with: Data("%PDF-".utf8)))
        #expect(picture.count > 1000)
    }

    @Test(
        "of zeros, of one row and of huge and tiny numbers is drawn", arguments: [[0.0], [1e17, 0], [1e-9], [-5, 3]])
    func extremes(values: [Double]) async throws {
        let definition = try testGraph(
            "unit: bytes\nseries: [ { metric: load.one, label: a, draw: area, color: blue } ]\n")
        let rows = gauges(.host(web1, subject("load"), nil), ["one"], values.map { [$0] })
        let data = try await withArchive(rows) {
            try await GraphData.load(request(definition, rows: values.count), from: $0)
        }
        #expect(try PNGImage(try await GraphPicture.draw(data, as: .png)).width == 800)
    }

    @Test(
        "takes any text for text",
        arguments: [
            "--title", "a:b\\l", #"\"#, "%s%n%d", "cb//x", "日本語", "<b>&", "\\j:STACK", "#FF0000:x", "' \"", " ",
        ])
    func texts(text: String) async throws {
        let host = HostKey(cluster: prod, name: HostName(text.replacing("/", with: "-")) ?? web1.name)
        let definition = try testGraph(
            "series: [ { metric: load@*.one, label: \"{instance}\", draw: stack, instances: all } ]\n")
        let instance = try #require(InstanceName(text))
        let rows = gauges(.host(host, subject("load"), instance), ["one"], [[1], [2]])
        var data = try await withArchive(rows) {
            try await GraphData.load(request(definition, .host(host), rows: 2), from: $0)
        }
        #expect(data.emptiness == nil)
        data.marks = [
            EventMark(start: data.start + 5, text: text), EventMark(start: data.start, end: data.start + 5, text: text),
        ]
        let image = try PNGImage(try await GraphPicture.draw(data, as: .png))
        #expect(image.count(of: Palette.shade(0)) > 10_000)
    }

    @Test("is one of many at once, each of its own numbers")
    func concurrent() async throws {
        let data = try await data(GraphSize(width: 300, height: 80))
        let alone = try await GraphPicture.draw(data, as: .png)
        let other = try await self.data(GraphSize(width: 200, height: 60), rows: 20)
        try await withThrowingTaskGroup(of: (Bool, Data).self) { group in
            for index in 0..<40 {
                group.addTask {
                    (index % 2 == 0, try await GraphPicture.draw(index % 2 == 0 ? data : other, as: .png))
                }
            }
            for try await (isFirst, picture) in group where isFirst { #expect(picture == alone) }
        }
    }
}
