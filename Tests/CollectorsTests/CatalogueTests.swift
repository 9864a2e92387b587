import Collectors
import MetricModel
import Procfs
import TestKit
import Testing
import Wire

extension Definition: CustomTestStringConvertible {
    /// The subject, with a mark for that of instances.
    public var testDescription: String { hasInstances ? "\(subject)@" : "\(subject)" }
}

@Suite("Every definition")
struct CatalogueTests {
    @Test("lies in the order of its collectors")
    func order() {
        let collectors = Catalogue.collectors.flatMap { $0.definitions }
        #expect(collectors + AgentCost.definitions + [InputState.definition] == Catalogue.definitions)
    }

    @Test("can be switched off, and on again if it is off by itself")
    func choice() {
        var choice = SubjectChoice()
        let usual = Catalogue.collectors(for: Roots(), choice).count
        choice.disabled = [SubjectName(literal: "cpu"), SubjectName(literal: "paging")]
        #expect(Catalogue.collectors(for: Roots(), choice).count == usual - 2)
        choice.disabled = []
        choice.enabled = Set(Catalogue.subjects)
        #expect(Catalogue.collectors(for: Roots(), choice).count == Catalogue.collectors.count)
    }

    @Test("is the only one of its subject, but for the total beside the instances")
    func subjects() {
        let kinds = Catalogue.definitions.map { "\($0.subject) \($0.hasInstances)" }
        #expect(Set(kinds).count == kinds.count)
    }

    @Test("belongs to a collector whose definitions have one pace")
    func paces() {
        for collector in Catalogue.collectors(for: Roots()) {
            let type = type(of: collector)
            #expect(type.definitions.allSatisfy { $0.pace == type.pace && $0.pace > 0 }, "\(type.name)")
        }
    }

    @Test("has 1 to 64 fields of different names", arguments: Catalogue.definitions)
    func fields(definition: Definition) {
        #expect((1...Definition.maximumFields).contains(definition.fields.count))
        #expect(Set(definition.fields.map(\.name)).count == definition.fields.count)
        for field in definition.fields { #expect((1...15).contains(field.name.text.utf8.count), "\(field.name)") }
    }

    @Test("says of each field where it comes from, in one sentence", arguments: Catalogue.definitions)
    func summaries(definition: Definition) {
        let sources = [
            "/proc/", "/sys/", "cpufreq", "statvfs", "uname", "clock_gettime", "by the agent", "netlink",
        ]
        for field in definition.fields {
            #expect(field.summary.hasSuffix("."), "\(field.name)")
            #expect(!field.summary.dropLast().hasSuffix("."), "\(field.name)")
            #expect(sources.contains { field.summary.contains($0) }, "\(field.name)")
            #expect(!field.title.isEmpty && !field.title.hasSuffix("."), "\(field.name)")
        }
    }

    /// The fields that can truly be below zero.
    static let signed = ["swap.priority"]

    @Test("gives each field a range that its values can have", arguments: Catalogue.definitions)
    func ranges(definition: Definition) {
        for field in definition.fields {
            if field.unit == .decibelMilliwatts {
                #expect(field.range.lowerBound.isFinite && field.range.upperBound == 0, "\(field.name)")
                continue
            }
            let lowest: Double =
                switch field.unit {
                case .celsius: -273.15
                case .volts: -1e3
                default: 0
                }
            let isSigned = Self.signed.contains("\(definition.subject).\(field.name)")
            #expect(
                isSigned ? field.range.lowerBound < 0 : field.range.lowerBound == lowest, "\(field.name)")
            switch (field.kind, field.unit) {
            case (.text, _): #expect(field.range == 0...0, "\(field.name)")
            case (_, .percent): #expect(field.range == 0...100, "\(field.name)")
            default: #expect(field.range.upperBound.isFinite && field.range.upperBound >= 1, "\(field.name)")
            }
        }
    }

    @Test("has flat names that no other field has")
    func flatNames() {
        let instance = InstanceName(literal: "x")
        let names = Catalogue.definitions.flatMap { definition in
            definition.fields.map { definition.flatName(of: $0, instance: definition.hasInstances ? instance : nil) }
        }
        #expect(Set(names).count == names.count)
    }

    @Test("names with Ganglia's words only what Ganglia knows")
    func gangliaNames() {
        for definition in Catalogue.definitions where !definition.hasInstances {
            for field in definition.fields {
                guard let name = field.flatName else { continue }
                #expect(GangliaMetric.named(name) != nil, "\(name)")
            }
        }
    }

    @Test("gives every field a row's value", arguments: FixtureHost.all)
    func wholeRows(host: FixtureHost) throws {
        let played = try PlayedHost(host)
        defer { withExtendedLifetime(played) {} }
        var buffer = ReadBuffer()
        let collectors = Catalogue.collectors(for: played.roots)
        for collector in collectors { try? collector.sample(at: .start, through: &buffer) }
        try played.advance()
        for collector in collectors {
            let definitions = type(of: collector).definitions
            guard (try? collector.sample(at: .start + 15, through: &buffer)) != nil else { continue }
            var report = Report()
            collector.report(at: .start + 15, into: &report)
            for index in report.rows.indices {
                let definition = definitions[report.rows[index].definition]
                #expect(report.values(of: index).count == definition.fields.count)
                #expect((report.rows[index].instance != nil) == definition.hasInstances)
                for (field, place) in zip(definition.fields, report.values(of: index)) {
                    let value = report.numbers[place]
                    #expect(value.isNaN || field.range.contains(value), "\(definition.subject).\(field.name)")
                }
            }
        }
    }
}
