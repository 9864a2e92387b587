import Graphs
import MetricModel
import Testing

@Suite("A definition")
struct GraphDefinitionTests {
    @Test("is read with every key")
    func everyKey() throws {
        let definition = try testGraph(
            """
            unit: bytes
            base: 1024
            limits: { low: -1, high: 10.5 }
            series:
              - { metric: memory.used, label: used, draw: stack, color: blue }
              - { value: memory.used / 2, label: half, color: black }
              - { metric: disk@*.r_await, label: "{instance}", draw: area, instances: all }
            group:
              unit: cores
              host: load.one * 2
              label: doubled
              aggregate: max
              limits: { high: 3 }
              series:
                - { metric: load.one, label: one, color: green }
              capacity: { metric: cpu.cores, label: cores }
            """)
        #expect(definition.unit == .bytes && definition.base == .binary)
        #expect(definition.limits == AxisLimits(low: -1, high: 10.5))
        #expect(definition.series.map(\.label) == ["used", "half", "{instance}"])
        #expect(definition.series.map(\.draw) == [.stack, .line, .area])
        #expect(definition.series.map(\.color) == [GraphColor.blue.shade, GraphColor.black.shade, nil])
        #expect(definition.series.map(\.isForEachInstance) == [false, false, true])
        #expect(definition.group.unit == .cores && definition.group.limits == AxisLimits(high: 3))
        #expect(definition.group.host?.text == "load.one * 2" && definition.group.label == "doubled")
        #expect(definition.group.aggregate == .max)
        #expect(definition.group.series.map(\.value.text) == ["load.one"])
        #expect(definition.group.capacity?.value.text == "cpu.cores")
    }

    @Test("draws the sums of its own series where it says nothing of groups")
    func defaultGroup() throws {
        let definition = try testGraph("series:\n  - { metric: load.one, label: one, color: blue }\n")
        #expect(definition.group.series == definition.series)
        #expect(definition.group.aggregate == .sum && definition.group.host == nil)
        #expect(definition.unit == Unit.none && definition.base == .decimal && definition.limits == AxisLimits())
    }

    static let table: [(String, String)] = [
        ("unit: s\ncolour: 1\n", #"graphs/test.yaml:5: unknown key "colour""#),
        ("unti: s\n", #"graphs/test.yaml:4: unknown key "unti" (did you mean unit?)"#),
        ("unit: s\n", "graphs/test.yaml:1: the key series is missing"),
        ("series: 3\n", #"graphs/test.yaml:4: expected series to be a list of 1 to 32, found "3""#),
        ("series: []\n", "graphs/test.yaml:4: expected series to be a list of 1 to 32, found a list"),
        (
            "series: [ 3 ]\n",
            "graphs/test.yaml:4: expected a series with the keys metric, value, label, draw, color, from, to, percentile, "
                + "of, limit, previous, contexts, instances, found \"3\""
        ),
        (
            "series:\n  - metric: cpu.user\n    label: user\n    colour: blue\n",
            #"graphs/test.yaml:7: unknown key "colour" (did you mean color?)"#
        ),
        (
            "series:\n  - metric: cpu.user\n    label: user\n    color: bleu\n",
            "graphs/test.yaml:7: expected color to be one of blue, orange, green, vermilion, skyblue, purple, yellow, "
                + #"grey, black, found "bleu" (did you mean blue?)"#
        ),
        (
            "series:\n  - metric: cpu.user\n    label: user\n    color: blue\n    draw: aera\n",
            #"graphs/test.yaml:8: expected draw to be one of line, area, stack, band, found "aera" (did you mean area?)"#
        ),
        ("series:\n  - { metric: cpu.user, label: a }\n", "graphs/test.yaml:5: the key color is missing"),
        ("series:\n  - { metric: cpu.user, color: blue }\n", "graphs/test.yaml:5: the key label is missing"),
        ("series:\n  - { label: a, color: blue }\n", "graphs/test.yaml:5: the key metric is missing"),
        (
            "series:\n  - { metric: ../etc, label: a, color: blue }\n",
            #"graphs/test.yaml:5: expected a metric as cpu.user or disk@sda.reads, found "../etc""#
        ),
        (
            "series:\n  - { metric: a.b, value: a.b, label: a, color: blue }\n",
            "graphs/test.yaml:5: expected either metric or value, found both"
        ),
        (
            "series:\n  - { value: a.b +, label: a, color: blue }\n",
            #"graphs/test.yaml:5: value: column 6: expected a number, a metric or "(", found the end"#
        ),
        (
            "series:\n  - { metric: disk@*.reads, label: a, color: blue }\n",
            #"graphs/test.yaml:5: expected one instance, or instances: all, found "disk@*.reads""#
        ),
        (
            "series:\n  - { metric: disk.reads, label: a, instances: all }\n",
            #"graphs/test.yaml:5: expected a metric of each instance, as disk@*.reads, found "disk.reads""#
        ),
        (
            "series:\n  - { value: disk@*.reads + cpu@*.user, label: a, instances: all }\n",
            #"graphs/test.yaml:5: expected instances of one subject, found "disk@*.reads + cpu@*.user""#
        ),
        (
            "series:\n  - { metric: disk@*.reads, label: a, instances: all }\ngroup: { host: a.b }\n",
            "graphs/test.yaml:6: the key series is missing"
        ),
        ("base: 1023\nseries: 1\n", #"graphs/test.yaml:4: expected base to be 1000 or 1024, found "1023""#),
        ("limits: { low: x }\nseries: 1\n", #"graphs/test.yaml:4: expected low to be a number, found "x""#),
        ("limits: { low: 5, high: 2 }\n", "graphs/test.yaml:4: expected high above low, found 5.0 to 2.0"),
        (
            "series:\n  - { metric: a.b, label: a, color: blue }\ngroup:\n  aggregate: mix\n",
            #"graphs/test.yaml:7: expected aggregate to be one of sum, mean, max, found "mix" (did you mean max?)"#
        ),
        ("title: Again\n", "graphs/test.yaml:2: a key is given twice: title"),
        ("series: [\n", "graphs/test.yaml:5: not YAML: did not find expected node content"),
        ("series: &a [ 1 ]\n", "graphs/test.yaml:4: anchors (&name) are not understood"),
        (
            "unit: \"a\\nb\"\nseries: 1\n", #"graphs/test.yaml:4: expected unit to be one line of text, found "a?b""#
        ),
    ]

    @Test("names the place of a mistake, what was expected, and what was found", arguments: table)
    func mistakes(body: String, message: String) {
        let error = #expect(throws: GraphDefinitionError.self) { try testGraph(body) }
        #expect(error?.description == message)
    }

    @Test(
        "is refused as a whole when it is none",
        arguments: [
            ("", "graphs/test.yaml: expected a definition, found an empty file"),
            (
                "- a\n",
                "graphs/test.yaml:1: expected a definition with the keys graph, title, section, order, unit, base, limits, "
                    + "description, series, group, contexts, each, previous, peaks, percent, total, scale, found a list"
            ),
            ("title: x\n", "graphs/test.yaml:1: the key graph is missing"),
            (
                "graph: other\n", #"graphs/test.yaml:1: expected graph to be the file's name, test, found "other""#
            ),
            (
                String(repeating: "#", count: 70_000), "graphs/test.yaml: expected at most 65536 bytes, found 70000"
            ),
        ])
    func refused(text: String, message: String) {
        let error = #expect(throws: GraphDefinitionError.self) {
            try GraphDefinition(parsing: text, file: "graphs/test.yaml")
        }
        #expect(error?.description == message)
    }

    @Test("may be nested as deep as a file is long without harm", arguments: ["[", "{", "- ", "? "])
    func deep(opening: String) {
        #expect(throws: GraphDefinitionError.self) {
            try GraphDefinition(parsing: String(repeating: opening, count: 30_000), file: "graphs/test.yaml")
        }
    }

    @Test("that is missing or not UTF-8 is reported with its path")
    func unreadable() throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/test.yaml"
        let missing = #expect(throws: GraphDefinitionError.self) { try GraphDefinition(contentsOf: path) }
        #expect(missing?.description.hasPrefix("\(path): cannot be read: ") == true)
    }
}
