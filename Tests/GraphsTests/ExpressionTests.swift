import Graphs
import MetricModel
import Testing

@Suite("An expression")
struct ExpressionTests {
    static let values: [String: Double] = [
        "cpu.user": 12, "cpu.idle": 80, "disk@sda-1.reads": 5, "disk@/a/b.reads": 7, "x.unknown": .nan, "x.zero": 0,
        "_a.b2": 3,
    ]

    @Test(
        "computes as arithmetic does",
        arguments: [
            ("1 + 2 * 3", 7.0), ("(1 + 2) * 3", 9), ("10 - 2 - 3", 5), ("8 / 4 / 2", 1), ("-2 * -3", 6), ("--2", 2),
            ("2*-cpu.user", -24), ("1.5e3+.5", 1500.5), ("1e-2", 0.01), ("100 - cpu.user - cpu.idle", 8),
            ("disk@sda-1.reads * 2", 10), ("(disk@/a/b.reads) - 1", 6), (" cpu.user/cpu.user ", 1), ("_a.b2", 3),
        ])
    func computes(text: String, expected: Double) throws {
        #expect(try value(of: text) == expected)
    }

    @Test(
        "is unknown where a metric is, or where there is no such number",
        arguments: ["x.unknown + 1", "0 * x.unknown", "-x.unknown", "1 / x.zero", "x.zero / x.zero"])
    func unknown(text: String) throws {
        #expect(try value(of: text).isNaN)
    }

    @Test("names its metrics once, and those of an instance in place of the star")
    func metrics() throws {
        let expression = try Expression(parsing: "100 * disk@*.reads / (disk@*.reads + disk@*.writes) - disk.reads")
        #expect(expression.metrics.map(\.description) == ["disk@*.reads", "disk@*.writes", "disk.reads"])
        #expect(expression.isForEachInstance)
        let sda = expression.of(InstanceName(literal: "sda"))
        #expect(sda.metrics.map(\.description) == ["disk@sda.reads", "disk@sda.writes", "disk.reads"])
        #expect(sda.text == "100 * disk@sda.reads / (disk@sda.reads + disk@sda.writes) - disk.reads")
        #expect(!sda.isForEachInstance)
    }

    @Test(
        "says where it makes no sense",
        arguments: [
            ("", #"column 1: expected a number, a metric or "(", found the end"#),
            ("1 +", #"column 4: expected a number, a metric or "(", found the end"#),
            ("1 2", #"column 3: expected an operator, found "2""#),
            ("(1", #"column 3: expected an operator or ")", found the end"#),
            ("1)", #"column 2: expected an operator, found ")""#),
            ("user", #"column 1: expected a metric as cpu.user or disk@sda.reads, found "user""#),
            ("1 + cpu.", #"column 5: expected a metric as cpu.user or disk@sda.reads, found "cpu.""#),
            ("1.2.3", #"column 1: expected a number, found "1.2.3""#),
            ("1e999", #"column 1: expected a number, found "1e999""#),
            ("2 % 3", #"column 3: expected an operator, found "%""#),
            ("cpu.user; rm", #"column 9: expected an operator, found ";""#),
            ("٣", #"column 1: expected a number, a metric or "(", found "٣""#),
            (
                "disk@a.reads+disk@b.reads",
                #"column 1: expected a metric as cpu.user or disk@sda.reads, found "disk@a.reads+disk@b.reads""#
            ),
            (
                String(repeating: "(", count: 30), #"column 21: expected at most 20 levels, found "(""#
            ),
            (
                String(repeating: "-", count: 30) + "1", #"column 21: expected at most 20 levels, found "-""#
            ),
            (
                String(repeating: "1+", count: 400), #"column 1: expected at most 500 bytes, found "800 bytes""#
            ),
        ])
    func mistakes(text: String, message: String) {
        let error = #expect(throws: ExpressionError.self) { try Expression(parsing: text) }
        #expect(error?.description == message)
    }

    private func value(of text: String) throws -> Double {
        try Expression(parsing: text).values(count: 1) { [Self.values[$0.description] ?? .nan] }[0]
    }
}
