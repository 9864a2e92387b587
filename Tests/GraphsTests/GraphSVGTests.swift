import Foundation
import Graphs
import MetricModel
import Testing

@Suite("A graph as SVG")
struct GraphSVGTests {
    /// A line with one row a minute, 400 × 200.
    private func drawn(
        _ values: [Double], draw: DrawStyle = .line, unit: MetricModel.Unit = .none, step: Int = 60,
        size: GraphSize = GraphSize(width: 400, height: 200), change: (inout GraphSeries) -> Void = { _ in }
    ) throws -> DrawnPicture {
        var series = DrawnSamples.line("a", values, draw: draw)
        change(&series)
        let data = try DrawnSamples.data(
            "Test", unit: unit, step: step, rows: values.count, size: size, series: [series])
        return try DrawnPicture(GraphSVG.text(of: data, as: .standalone))
    }

    @Test(
        "is well-formed, of the size asked for, and has no number that is none",
        arguments: [
            (120, 60), (199, 300), (220, 100), (220, 120), (360, 220), (800, 300), (1200, 400), (4000, 2000),
            (4000, 60),
            (120, 2000),
        ])
    func sizes(width: Int, height: Int) throws {
        let size = GraphSize(width: width, height: height)
        for data in [
            try DrawnSamples.cpu(size: size), try DrawnSamples.load(size: size), try DrawnSamples.disks(size: size),
            try DrawnSamples.year(size: size),
        ] {
            let picture = try DrawnPicture(GraphSVG.text(of: data, as: .standalone, now: data.request.time.to - 100))
            #expect(picture.root["width"] == "\(width)" && picture.root["viewBox"] == "0 0 \(width) \(height)")
            try expectSound(picture)
        }
    }

    @Test("says now of no value but a present one")
    func present() throws {
        let values = [Double](repeating: 3, count: 60) + [Double](repeating: .nan, count: 10)
        let silent = try DrawnSamples.data(
            "Test", unit: .none, step: 60, rows: 70, series: [DrawnSamples.line("a", values)])
        let end = silent.request.time.to
        let live = try DrawnPicture(GraphSVG.text(of: silent, as: .standalone, now: end))
        #expect(live.texts.contains("now") && live.texts.contains("–"))
        let past = try DrawnPicture(GraphSVG.text(of: silent, as: .standalone, now: end + 86_400))
        #expect(past.texts.contains("last") && !past.texts.contains("now"))
    }

    private func expectSound(_ picture: DrawnPicture) throws {
        for path in picture.paths {
            #expect(try #/[MmLlHhVvz0-9. -]*/#.wholeMatch(in: path) != nil, "\(path.prefix(80))")
        }
        for element in picture.elements {
            for (name, value) in element.attributes
            where ["x", "y", "width", "height", "data-x", "data-w"].contains(name) {
                #expect(value == "100%" || Double(value)?.isFinite == true, "\(name)=\(value)")
            }
        }
    }

    @Test(
        "draws numbers of every size",
        arguments: [
            [], [5], [0, 0], [7, 7, 7], [-3, -3], [1e300, 0], [1e-300, 0], [-1e308, 1e308], [1e-9, 2e-9], [-5, 3],
            [.infinity, 1], [-.infinity], [.nan], [.greatestFiniteMagnitude], [.leastNonzeroMagnitude],
            [9.007e15, 9.007e15],
        ] as [[Double]])
    func extremes(values: [Double]) throws {
        for draw in DrawStyle.allCases {
            for unit in [Unit.none, .bytes, .seconds, .percent] {
                try expectSound(try drawn(values, draw: draw, unit: unit))
                try expectSound(try drawn(values, draw: draw, unit: unit) { $0.peaks = values.map { $0 * 2 } })
                try expectSound(try drawn(values, draw: draw, unit: unit) { $0.floor = values.map { $0 / 2 } })
            }
        }
    }

    @Test(
        "has a gap for each unknown row, and draws what stands alone",
        arguments: [
            ([1, 2, .nan, 3, .nan, .nan, 4], 3), ([.nan, 1], 1), ([1, .nan], 1), ([.nan, .nan], 0), ([1], 1),
            ([1, .infinity, 1], 2),
        ] as [([Double], Int)])
    func gaps(values: [Double], lines: Int) throws {
        #expect(try drawn(values).lines("gl").filter { $0.count > 1 }.count == lines + 1)  // one is the legend's
        #expect(try drawn(values, draw: .stack).lines("gk").filter { $0.count > 3 }.count == lines + 1)
        #expect(try drawn(values, draw: .area).lines("gw").count == lines)
        let banded = try drawn(values) { $0.floor = $0.values.map { $0 / 2 } }
        #expect(banded.lines("gb").count == lines + 1)
    }

    @Test("draws peaks only where the mean is known, each beside its own")
    func peaksOfGaps() throws {
        let picture = try drawn([1, .nan, 1, 1, .nan, 1]) { $0.peaks = [.nan, 2, 2, 2, 2, 2] }
        let washes = picture.lines("gw")
        #expect(washes.count == 2)
        let lines = picture.lines("gl").filter { $0.count > 1 }
        for (wash, line) in zip(washes, lines.dropFirst()) {
            #expect(wash.map(\.x).min() == line.map(\.x).min() && wash.map(\.x).max() == line.map(\.x).max())
        }
    }

    @Test("does not join what lies on both sides of a gap, however narrow rows are")
    func narrowGap() throws {
        var values = [Double](repeating: 1, count: 4000)
        for row in 2000..<2060 { values[row] = .nan }
        let lines = try drawn(values).lines("gl").dropLast()
        #expect(lines.count == 2)
        let (before, after) = (try #require(lines.first?.last), try #require(lines.last?.first))
        // 60 of 4000 rows in 350 pixels, in half pixels.
        #expect(7...13 ~= after.x - before.x)
    }

    @Test("keeps every peak and dip of rows narrower than a pixel", arguments: [300, 801, 5000, 20_000])
    func peaks(rows: Int) throws {
        var noise = DrawnSamples.Noise(1)
        var values = (0..<rows).map { _ in 48 + 4 * noise.next() }
        values[rows / 3] = 100
        values[rows / 2] = 0
        let picture = try drawn(values)
        let y = try #require(picture.lines("gl").first?.map(\.y))
        let (top, height) = (Double(picture.root["data-y"] ?? "") ?? 0, Double(picture.root["data-h"] ?? "") ?? 0)
        let high = Double(picture.root["data-high"] ?? "") ?? 0
        let peak = 2 * (top + height * (1 - 100 / high))
        #expect(abs((y.min() ?? 0) - peak) <= 1.5)
        #expect(abs((y.max() ?? 0) - 2 * (top + height)) <= 1.5)
    }

    @Test("stacks layers from the ground up, what is unknown as nothing")
    func layers() throws {
        let values: [[Double]] = [[10, 10, 10, 10], [20, 20, .nan, 20], [30, 30, 30, 30]]
        let colors: [GraphColor] = [.blue, .orange, .green]
        let data = try DrawnSamples.data(
            "Test", unit: .percent, limits: AxisLimits(low: 0, high: 100), rows: 4,
            series: zip(values, colors).map { DrawnSamples.line("\($1)", $0, $1, draw: .stack) })
        let picture = try DrawnPicture(GraphSVG.text(of: data, as: .standalone))
        let (top, height) = (Double(picture.root["data-y"] ?? "") ?? 0, Double(picture.root["data-h"] ?? "") ?? 0)
        func share(_ y: Double) -> Int { Int(((top + height - y / 2) / height * 100).rounded()) }
        // The top layer is drawn first, down to the ground, and the others over it.
        let heights = picture.lines("gk").prefix(4).map { line in Set(line.map { share($0.y) }) }
        #expect(heights == [[0, 60, 40], [0, 30], [0, 30], [0, 10]])
    }

    @Test(
        "lets no word be taken for markup",
        arguments: [
            "<script>alert(1)</script>", "a&b\"c'd", "]]>", "\u{0}\u{1}\u{1B}[31m", "\u{202E}rtl", "مرحبا", "ウェブ群", "🚀",
            "\u{FFFE}\u{FFFF}", "e\u{301}", "%s\\", "", " ", "{instance}",
        ])
    func words(text: String) throws {
        var series = DrawnSamples.line(text, [1, 2])
        series.stroke = .dashed
        var data = try DrawnSamples.data(
            text, unit: Unit(text), rows: 2, series: [series],
            marks: [
                EventMark(start: midnight + 60, text: text), EventMark(start: midnight, end: midnight + 99, text: text),
            ])
        for form in [SVGForm.standalone, .inline(id: text)] {
            let picture = try DrawnPicture(GraphSVG.text(of: data, as: form))
            // What XML cannot hold is told by a mark for it.
            let cannotBe = CharacterSet.controlCharacters.union(CharacterSet(charactersIn: "\u{FFFE}\u{FFFF}"))
            let isReplaced = text.unicodeScalars.contains(where: cannotBe.contains)
            #expect(text.isEmpty || isReplaced || picture.texts.contains { $0.contains(text) })
            #expect(picture.all("script").isEmpty)
        }
        data = try DrawnSamples.data("Test", unit: .none, rows: 2, series: [], emptiness: text)
        #expect(try DrawnPicture(GraphSVG.text(of: data, as: .standalone)).all("path").isEmpty)
    }

    @Test("says why there is nothing to see")
    func empty() throws {
        let reason = "no data for CPU on web1 in this range"
        let data = try DrawnSamples.data(
            "CPU on web1", unit: .percent, rows: 4, size: GraphSize(width: 240, height: 120), series: [],
            emptiness: reason)
        let picture = try DrawnPicture(GraphSVG.text(of: data, as: .standalone))
        #expect(picture.all("text").map(\.text).joined(separator: " ").contains(reason))
        #expect(picture.root["data-x"] == nil)
    }

    @Test("in a page has no style, no colour and no id of another's")
    func inline() throws {
        let data = try DrawnSamples.cpu()
        let text = GraphSVG.text(of: data, as: .inline(id: "g7"))
        let picture = try DrawnPicture(text)
        #expect(!text.contains("style") && !text.contains("#"))
        #expect(picture.elements.compactMap { $0.attributes["id"] } == ["g7-title", "g7-desc"])
        #expect(picture.root["aria-labelledby"] == "g7-title g7-desc" && picture.root["role"] == "img")
        #expect(picture.root["xmlns"] == nil)
    }

    @Test("tells scripts where the plot is and what it stands for")
    func hooks() throws {
        let picture = try drawn([10, 20], unit: .percent)
        let root = picture.root
        #expect(root["data-graph"] == "test" && root["data-step"] == "60")
        #expect(root["data-from"] == "\(midnight)" && root["data-to"] == "\(midnight + 120)")
        #expect(root["data-low"] == "0" && (Double(root["data-high"] ?? "") ?? 0) >= 20)
        let names = ["x", "y", "w", "h"].compactMap { root["data-\($0)"] }.compactMap(Double.init)
        #expect(names.count == 4 && names.allSatisfy { $0 > 0 })
    }

    @Test("draws a colour without a name as it is, as far as it stands out")
    func foreignColor() throws {
        let data = try DrawnSamples.data(
            "Test", unit: .none, rows: 2,
            series: [
                GraphSeries(label: "a", metric: "m", draw: .line, color: Shade(0x3D85C6), values: [1, 2]),
                GraphSeries(label: "b", metric: "m", draw: .line, color: Shade(0xFFFFFE), values: [1, 2]),
            ])
        let strokes = try DrawnPicture(GraphSVG.text(of: data, as: .inline(id: "a"))).elements.compactMap {
            $0.attributes["stroke"]
        }
        #expect(strokes.first == "#3D85C6")
        #expect(!strokes.contains("#FFFFFE"))
    }

    @Test("gathers events that lie too near to each other, and hides those of other times")
    func marks() throws {
        let marks =
            (0..<20).map { EventMark(start: midnight + 6000 + $0, text: "event \($0)") }
            + [EventMark(start: midnight + 9000, text: "late"), EventMark(start: midnight - 9000, text: "before")]
        let data = try DrawnSamples.data(
            "Test", unit: .none, step: 15, rows: 720,
            series: [DrawnSamples.line("a", [Double](repeating: 1, count: 720), .blue)],
            marks: marks)
        let picture = try DrawnPicture(GraphSVG.text(of: data, as: .standalone))
        #expect(picture.all("path", class: "gm").count == 2)
        let titles = picture.all("title").map(\.text)
        #expect(titles.contains { $0.contains("event 0") && $0.contains("and 14 more") })
        #expect(!titles.contains { $0.contains("before") })
    }

    @Test("marks the present only within its range", arguments: [(-1, 0), (100, 1), (10_800, 0), (99_999, 0)])
    func now(offset: Int, lines: Int) throws {
        let data = try DrawnSamples.load()
        let picture = try DrawnPicture(GraphSVG.text(of: data, as: .standalone, now: midnight + offset))
        #expect(picture.all("path", class: "gx").count == lines)
    }

    @Test(
        "has a table where there is room, then labels, then nothing",
        arguments: [
            (1200, 400, 12 * 5), (640, 400, 1), (240, 100, 0),
        ])
    func legend(width: Int, height: Int, figures: Int) throws {
        let picture = try DrawnPicture(
            GraphSVG.text(of: try DrawnSamples.disks(size: GraphSize(width: width, height: height)), as: .standalone))
        #expect(picture.all("tspan").count >= figures)
        if figures == 0 { #expect(picture.all("tspan").isEmpty) }
    }

    @Test("labels never touch each other or stick out", arguments: [220, 300, 360, 640, 1200, 4000])
    func labels(width: Int) throws {
        for step in [1, 5, 15, 108, 1800, 21_600, 86_400, 864_000] {
            let data = try DrawnSamples.data(
                "Test", unit: .none, step: step, rows: 800, size: GraphSize(width: width, height: 200),
                zone: try #require(TimeZone(identifier: "Europe/Berlin")),
                series: [DrawnSamples.line("a", [Double](repeating: 1, count: 800), .blue)])
            let picture = try DrawnPicture(GraphSVG.text(of: data, as: .standalone))
            let labels = picture.all("text", class: "gc").filter { $0.text != "now" }
            var end = 0.0
            for label in labels {
                let x = Double(label.attributes["x"] ?? "") ?? .nan
                let half = Double(label.text.count) * 6.7 / 2
                #expect(x - half >= end && x + half <= Double(width), "\(label.text) at \(step) s")
                end = x + half
            }
            #expect(labels.count >= 2 && labels.count <= width / 30, "\(labels.count) at \(step) s")
        }
    }

    private static let samples: [(name: String, data: @Sendable () throws -> GraphData)] = [
        ("cpu", { try DrawnSamples.cpu(size: GraphSize(width: 640, height: 260), rows: 200) }),
        ("load", { try DrawnSamples.load(size: GraphSize(width: 360, height: 220), rows: 200) }),
        ("memory", { try DrawnSamples.memory(size: GraphSize(width: 1200, height: 300)) }),
        ("disks", { try DrawnSamples.disks(count: 3) }),
        ("small", { try DrawnSamples.load(size: GraphSize(width: 160, height: 60)) }),
    ]

    /// To renew the files after a wanted change, run the tests with PLEXUS_RENEW=1 and look at the difference.
    @Test("is what lies in Fixtures/graphs", arguments: samples.map(\.name))
    func golden(name: String) throws {
        let sample = try #require(Self.samples.first { $0.name == name })
        let text = GraphSVG.text(of: try sample.data(), as: .standalone)
        try expectGolden(text, "\(name).svg")
    }

    @Test("of each format is given by its ending")
    func format() async throws {
        let data = try DrawnSamples.load()
        let content = try await GraphFormat.svg.content(of: data)
        #expect(String(decoding: content, as: UTF8.self) == GraphSVG.text(of: data, as: .standalone))
    }
}

/// Compares a text with a file of `Tests/Fixtures/graphs`.
func expectGolden(_ text: String, _ name: String) throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Fixtures/graphs")
    let file = folder.appendingPathComponent(name)
    if ProcessInfo.processInfo.environment["PLEXUS_RENEW"] == "1" {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }
    let golden = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    let lines = text.split(separator: "\n")
    for (line, expected) in zip(lines, golden) { #expect(line == expected) }
    #expect(lines.count == golden.count)
}
