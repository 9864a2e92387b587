import Collectors
import MetricModel
import Procfs
import TestKit
import Testing

/// What a report says, by name.
struct Values {
    /// `cpu`, `cpu@0`: the rows in their order.
    private(set) var rows: [String] = []
    private var numbers: [String: Double] = [:]
    private(set) var texts: [String: String] = [:]

    init(_ report: Report, _ definitions: [Definition]) {
        for (index, row) in report.rows.enumerated() {
            let definition = definitions[row.definition]
            rows.append(row.instance.map { "\(definition.subject)@\($0)" } ?? "\(definition.subject)")
            let texts = report.texts(of: index)
            for (place, field) in definition.fields.enumerated() {
                let name = MetricName(subject: definition.subject, instance: row.instance, field: field.name)
                numbers[name.description] = report.numbers[report.values(of: index).lowerBound + place]
                self.texts[name.description] = texts[place]
            }
        }
    }

    /// The value of `cpu@0.user`; nil if it is absent or unknown.
    subscript(_ name: String) -> Double? {
        numbers[name].flatMap { $0.isNaN ? nil : $0 }
    }

    /// The values of a row that are known, by field.
    func row(_ row: String) -> [String: Double] {
        Dictionary(
            uniqueKeysWithValues: numbers.compactMap { name, value in
                guard let name = MetricName(name), !value.isNaN else { return nil }
                let itsRow = name.instance.map { "\(name.subject)@\($0)" } ?? "\(name.subject)"
                return itsRow == row ? (name.field.text, value) : nil
            })
    }
}

extension Tick {
    /// A whole multiple of 15 s.
    static let start = Tick(wall: Timestamp(seconds: 1_700_000_010), monotonic: 5_000_000_000_000)

    static func + (tick: Tick, seconds: Double) -> Tick {
        Tick(
            wall: tick.wall + Int64(seconds * 1000), monotonic: tick.monotonic + UInt64(seconds * 1_000_000_000))
    }
}

extension Collector {
    /// What it says of the 15 s between a host's two moments, and of nothing before.
    static func values(of fixture: FixtureHost) throws -> Values {
        try values(of: PlayedHost(fixture)) { try $0.advance() }
    }

    /// What it says of the 15 s in which a host changes so.
    static func values(of host: PlayedHost, _ change: (PlayedHost) throws -> Void) throws -> Values {
        defer { withExtendedLifetime(host) {} }
        let collector = Self(host.roots)
        var buffer = ReadBuffer()
        try collector.sample(at: .start, through: &buffer)
        try change(host)
        try collector.sample(at: .start + 15, through: &buffer)
        return collector.values(at: .start + 15)
    }

    func values(at tick: Tick) -> Values {
        var report = Report()
        self.report(at: tick, into: &report)
        return Values(report, Self.definitions)
    }
}

/// Expects the same fields, and values that differ by no more than rounding.
func expect(
    _ values: [String: Double], are expected: [String: Double], sourceLocation: SourceLocation = #_sourceLocation
) {
    #expect(values.keys.sorted() == expected.keys.sorted(), sourceLocation: sourceLocation)
    for (field, value) in values {
        guard let wanted = expected[field] else { continue }
        let error = abs(value - wanted)
        #expect(error <= 1e-12 * abs(wanted), "\(field): \(value), not \(wanted)", sourceLocation: sourceLocation)
    }
}
