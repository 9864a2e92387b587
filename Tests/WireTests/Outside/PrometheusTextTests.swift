import Testing
import Wire

@Suite("The Prometheus text format")
struct PrometheusTextTests {
    private func parse(_ text: String, limit: Int = 1000) -> PrometheusText {
        let bytes = Array(text.utf8)
        return PrometheusText(parsing: bytes.span, limit: limit)
    }

    @Test("gives samples with their labels, help and types")
    func whole() {
        let text = parse(
            """
            # HELP smart_errors Errors that the disk\\ncounted, "all" of \\\\them.
            # TYPE smart_errors counter
            smart_errors{disk="sda",path="a\\\\b \\"c\\"\\n"} 12 1700000000000
            # a remark
            temperature_celsius 21.5

            up{} 1
            # TYPE latency histogram
            latency_bucket{le="+Inf"} 3e2
            # EOF
            """)
        #expect(text.refused == 0)
        #expect(text.firstError == nil)
        #expect(
            text.samples == [
                PrometheusSample(
                    "smart_errors", [.init("disk", "sda"), .init("path", "a\\b \"c\"\n")], 12),
                PrometheusSample("temperature_celsius", [], 21.5), PrometheusSample("up", [], 1),
                PrometheusSample("latency_bucket", [.init("le", "+Inf")], 300),
            ])
        #expect(text.help == ["smart_errors": "Errors that the disk\ncounted, \"all\" of \\them."])
        #expect(text.types == ["smart_errors": .counter, "latency": .histogram])
    }

    @Test(
        "takes numbers as Go writes them",
        arguments: [("NaN", nil), ("+Inf", .infinity), ("-Inf", -.infinity), ("-1.5e-3", -0.0015)]
            as [(String, Double?)])
    func numbers(word: String, value: Double?) throws {
        let sample = try #require(parse("x \(word)\n").samples.first)
        if let value { #expect(sample.value == value) } else { #expect(sample.value.isNaN) }
    }

    @Test(
        "leaves out a line that breaks it, says what it expected, and goes on",
        arguments: [
            ("1x 2", #"line 2: expected a metric's name of at most 200 bytes, found "1x 2""#),
            ("x", #"line 2: expected a number, found """#),
            ("x one", #"line 2: expected a number, found "one""#),
            ("x{a=1} 2", #"line 2: expected a quoted value, found "1} 2""#),
            ("x{a=\"1} 2", #"line 2: expected a closing quote, found "1} 2""#),
            ("x{a=\"1\\", #"line 2: expected a closing quote, found "1\\""#),
            ("x{a\"1\"} 2", #"line 2: expected "=" behind a label, found "\"1\"} 2""#),
            ("x{a=\"1\" b=\"2\"} 2", #"line 2: expected "," or "}", found "b=\"2\"} 2""#),
            ("x{", #"line 2: expected a metric's name of at most 200 bytes, found """#),
            ("# TYPE", #"line 2: expected a metric's name of at most 200 bytes, found """#),
            ("x 1" + String(repeating: "0", count: 70), nil),
            ("x 1,5", #"line 2: expected a number, found "1,5""#),
            ("x 1 soon", #"line 2: expected a time stamp, found "soon""#),
            ("x 1 2 3", #"line 2: expected nothing more, found "3""#),
            (
                "x{" + (0..<40).map { "l\($0)=\"\"," }.joined() + "} 1",
                "line 2: expected at most 32 labels, found one more"
            ),
            ("x{a=\"1\\\"} 2", #"line 2: expected a closing quote, found "1\\\"} 2""#),
        ] as [(String, String?)])
    func broken(line: String, message: String?) {
        let text = parse("first 1\n\(line)\nlast 2\n")
        #expect(text.samples.map(\.name) == ["first", "last"])
        #expect(text.refused == 1)
        if let message { #expect(text.firstError?.description == message) }
    }

    @Test("refuses bytes that are no text, lines and names without end, and more samples than were asked for")
    func limits() {
        let bytes: [UInt8] = [0x78, 0x7B, 0x61, 0x3D, 0x22, 0xFF, 0x22, 0x7D, 0x20, 0x31, 0x0A]
        #expect(PrometheusText(parsing: bytes.span).refused == 1)
        #expect(parse(String(repeating: "a", count: 9000) + " 1\n").refused == 1)
        #expect(parse(String(repeating: "a", count: 300) + " 1\n").refused == 1)
        let many = parse((0..<50).map { "x\($0) 1\n" }.joined(), limit: 20)
        #expect(many.samples.count == 20)
        #expect(many.refused == 30)
        #expect(many.firstError?.description == "line 21: expected at most 20 samples, found one more")
    }

    @Test(
        "passes over time stamps, exemplars, units, remarks and what else OpenMetrics adds",
        arguments: [
            "x 1 1700000000000", "x 1 1700000000.123", "x\t1\t", "  x 1", "x 1\r", "x { } 1", "x{a=\"1\",} 1",
            "x 1 # {trace=\"abc\"} 0.5 1700000000", "x 1 1700000000 # {trace=\"abc\"} 0.5", "# UNIT x bytes\nx 1",
            "# TYPE x gaugehistogram\nx 1", "#\nx 1\n# EOF", "# TYPE x \nx 1",
        ])
    func openMetrics(text: String) {
        let text = parse(text + "\n")
        #expect(text.refused == 0, "\(text.firstError?.description ?? "")")
        #expect(text.samples.map(\.name) == ["x"])
        #expect(text.samples.map(\.value) == [1])
    }

    @Test("takes no number from a last line that has no end, which may be half of one")
    func cut() {
        let text = parse("x 1\ny 12")
        #expect(text.samples == [PrometheusSample("x", [], 1)])
        #expect(text.firstError?.description == #"line 2: expected an end of the line, found "12""#)
    }

    @Test("counts every line that it leaves out, and explains the first")
    func counted() {
        let text = parse("?\n" + String(repeating: "x\n", count: 2000) + "x 1\n")
        #expect(text.refused == 2001)
        #expect(text.samples.count == 1)
        #expect(text.firstError?.line == 1)
    }
}
