import MetricModel
import Testing
import Wire

@Suite("What Nagios plug-ins print")
struct NagiosOutputTests {
    private func parse(_ text: String, limit: Int = 1000) -> NagiosOutput {
        let bytes = Array(text.utf8)
        return NagiosOutput(parsing: bytes.span, limit: limit)
    }

    @Test("is a line for people and performance data, there and further down")
    func whole() {
        let output = parse(
            "DISK OK - free space: / 3326 MB | /=2643MB;5948;5958;0;5968\n/ 15272 MB\n/boot 68 MB | /boot=68MB;88;93;0;98\n'/var log'=819kB;970;975;0;980\n"
        )
        #expect(output.text == "DISK OK - free space: / 3326 MB")
        #expect(output.refused == 0)
        #expect(output.items.map(\.label) == ["/", "/boot", "/var log"])
        #expect(output.items[0].value == 2643 * 0x1p20)
        #expect(output.items[0].unit == .bytes)
        #expect(output.items[0].warn == 5948 * 0x1p20)
        #expect(output.items[0].max == 5968 * 0x1p20)
        #expect(output.items[2].value == 819 * 0x1p10)
    }

    @Test(
        "scales to SI base units",
        arguments: [
            ("a=250ms", 0.25, "s", false), ("a=5us", 5e-6, "s", false), ("a=1.5s", 1.5, "s", false),
            ("a=99%", 99, "%", false), ("a=12c", 12, "", true), ("a=-3", -3, "", false), ("a=7rpm", 7, "rpm", false),
            ("a=1e3B", 1000, "bytes", false), ("a=1E", 1, "E", false), ("a=5events", 5, "events", false),
            ("a=2.5e-3s", 0.0025, "s", false), ("a=.5", 0.5, "", false), ("a=+7.", 7, "", false),
            ("a=21°C", 21, "°C", false), ("a=1KiB", 1024, "bytes", false), ("a=2PB", 2 * 0x1p50, "bytes", false),
            ("a=5ns", 5e-9, "s", false), ("a=3kB/s", 3, "kB/s", false),
        ] as [(String, Double, String, Bool)])
    func units(item: String, value: Double, unit: String, isCounter: Bool) throws {
        let item = try #require(parse("OK|\(item)").items.first)
        #expect(abs((item.value ?? 0) - value) < 1e-12)
        #expect(item.unit.symbol == unit)
        #expect(item.isCounter == isCounter)
    }

    @Test(
        "takes the upper end of a threshold",
        arguments: [
            ("10", 10), ("10:20", 20), ("~:20", 20), ("@10:20", 20), ("10:", nil), ("", nil), ("x", nil), ("@~:7", 7),
            ("1,5", nil),
            ("inf", nil), ("nan", nil), ("0x10", nil), ("1e999", nil),
        ]
            as [(String, Double?)])
    func thresholds(text: String, end: Double?) throws {
        let item = try #require(parse("OK|a=1;\(text);5").items.first)
        #expect(item.warn == end)
        #expect(item.crit == 5)
    }

    @Test("takes quotes within quoted labels, and what could not be told")
    func quotes() {
        let output = parse("OK | 'it''s = fine'=1 b=U;;;; c=2")
        #expect(output.items.map(\.label) == ["it's = fine", "b", "c"])
        #expect(output.items[1].value == nil)
    }

    @Test(
        "leaves out items that break the format",
        arguments: [
            "x", "=1", "'a", "''=1", "a=", "a=x1", "'a'1", "a=1" + String(repeating: "m", count: 40), "a=1,5",
            "a=1.2.3", "a=1:2", "a=1-", "a=inf", "a=nan", "a=0x10", "a=1e999", "a=Us", "a=--1", "a=.", "a=e5", "'a'",
            "'a'b=1",
            String(repeating: "l", count: 201) + "=1", "a=" + String(repeating: "1", count: 65), "a=1m\u{1B}",
        ])
    func broken(item: String) {
        let output = parse("OK | \(item)")
        #expect(output.items.isEmpty)
        #expect(output.refused == 1)
    }

    @Test("is no more than was asked for, and may be nothing at all")
    func limits() {
        let many = parse("OK |" + (0..<30).map { " a\($0)=1" }.joined(), limit: 10)
        #expect(many.items.count == 10)
        #expect(many.refused == 20)
        #expect(parse("") == parse("\n"))
        #expect(parse("").text.isEmpty)
    }

    @Test("may end its lines as other systems do")
    func carriageReturns() {
        let output = parse("OK - well | a=1;2\r\nmore words\r\nand | b=2\r\nc=3\r\n")
        #expect(output.text == "OK - well")
        #expect(output.items.map(\.label) == ["a", "b", "c"])
        #expect(output.items[0].warn == 2)
        #expect(output.refused == 0)
    }

    @Test("has its words cut between two letters, and mended where they are no UTF-8")
    func words() {
        #expect(parse(String(repeating: "é", count: 150)).text == String(repeating: "é", count: 100))
        #expect(parse("x" + String(repeating: "é", count: 150)).text == "x" + String(repeating: "é", count: 99))
        #expect(parse("  \t OK \t ").text == "OK")
        let bytes: [UInt8] = [0x4F, 0xFF, 0x4B, 0x7C, 0xFF, 0x3D, 0x31]
        let output = NagiosOutput(parsing: bytes.span)
        #expect(output.text == "O\u{FFFD}K")
        #expect(output.refused == 1)
    }

    @Test("keeps labels together whatever accents follow a quote")
    func accents() {
        let output = parse("OK|'\u{301}a b'=1 'c'=2")
        #expect(output.items.map(\.label) == ["\u{301}a b", "c"])
    }
}
