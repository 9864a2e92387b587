import MetricModel
import Wire

/// Gives what comes from outside names and definitions of ours, and each value to one input.
struct OutsideMetrics {
    /// What a sample is a value of.
    struct Metric {
        /// Its place in ``definitions``.
        let definition: Int
        let subject: SubjectName
        let isCounter: Bool
    }

    /// What no two inputs may tell.
    struct Series: Hashable {
        let subject: SubjectName
        let instance: InstanceName?
    }

    private struct Key: Hashable {
        let name: String
        let hasInstances: Bool
        /// A metric that becomes another kind of number gets another definition.
        let isCounter: Bool
    }

    /// Grows, and is never reordered: agents send the indices' descriptions.
    private(set) var definitions: [Definition] = []
    private var metrics: [Key: Metric] = [:]
    private var owners: [Series: ObjectIdentifier] = [:]
    private let reserved: Set<SubjectName>

    /// The most metrics that are known, lest names that change with every answer fill the memory.
    private static let limit = 1024

    /// Subjects that an aggregator adds to those of a host.
    private static let aggregators: Set = [SubjectName(literal: "link"), SubjectName(literal: "foreign")]

    init(reserved: Set<SubjectName>) { self.reserved = reserved.union(Self.aggregators) }

    // MARK: - Owners

    /// Gives a series to the input; false if another has it.
    mutating func claim(_ series: Series, for input: Input) -> Bool {
        let owner = ObjectIdentifier(input)
        guard let present = owners[series] else {
            owners[series] = owner
            return true
        }
        return present == owner
    }

    mutating func release(_ series: Series, of input: Input) {
        if owners[series] == ObjectIdentifier(input) { owners[series] = nil }
    }

    // MARK: - Definitions

    /// What a sample in the Prometheus format is a value of; nil if there are too many.
    ///
    /// A histogram's and a summary's parts are counters; a summary's quantiles are not.
    mutating func metric(
        of sample: PrometheusSample, in text: PrometheusText, from source: String, pace: Int
    ) -> Metric? {
        let (base, part) = Self.base(of: sample.name, in: text)
        let isCounter =
            switch text.types[base] ?? .untyped {
            case .counter: true
            case .histogram: part != nil
            case .summary: part == "_sum" || part == "_count"
            case .gauge, .untyped: false
            }
        let key = Key(name: sample.name, hasInstances: !sample.labels.isEmpty, isCounter: isCounter)
        return metric(key) { subject in
            let help = text.help[base] ?? text.help[sample.name] ?? ""
            let title = Self.title(sample.name)
            let unit = Self.unit(of: part == "_sum" ? base : sample.name, isCounter: isCounter)
            return Definition(
                subject: subject, hasInstances: key.hasInstances, retention: .detail, pace: pace, title: title,
                fields: [
                    Field(
                        name: Self.value, unit: unit, kind: isCounter ? .rate : .gauge, range: Self.range, title: title,
                        summary: Self.summary(help, source))
                ])
        }
    }

    /// What a plug-in's figure is a value of; nil if there are too many.
    mutating func metric(ofPlugin name: String, _ item: NagiosItem, from source: String, pace: Int) -> Metric? {
        // Figures in different units cannot share a column; those of counters are told apart too.
        let unit = item.isCounter ? "rate" : item.unit.symbol
        let suffix = unit.isEmpty ? "" : unit == "%" ? "_percent" : "_\(unit)"
        let key = Key(name: name + suffix, hasInstances: true, isCounter: item.isCounter)
        return metric(key) { subject in
            func field(_ name: StaticString, _ title: String, _ meaning: String) -> Field {
                Field(name, item.unit, .gauge, in: Self.range, title: title, summary: "\(meaning), from \(source).")
            }
            return Definition(
                subject: subject, hasInstances: true, retention: .detail, pace: pace, title: Self.title(name),
                fields: [
                    Field(
                        name: Self.value, unit: item.isCounter ? .perSecond : item.unit,
                        kind: item.isCounter ? .rate : .gauge, range: Self.range, title: "Value",
                        summary: "The figure itself, from \(source)."),
                    field("warn", "Warning", "Where the plug-in begins to warn"),
                    field("crit", "Critical", "Where the plug-in calls it critical"),
                    field("min", "Minimum", "The least it can be"),
                    field("max", "Maximum", "The most it can be"),
                ])
        }
    }

    private mutating func metric(_ key: Key, make: (SubjectName) -> Definition) -> Metric? {
        if let metric = metrics[key] { return metric }
        guard metrics.count < Self.limit, let subject = subject(key.name) else { return nil }
        let definition = make(subject)
        // Two names may become one subject.
        let place =
            definitions.firstIndex {
                $0.subject == subject && $0.hasInstances == key.hasInstances
                    && $0.fields.map(\.kind) == definition.fields.map(\.kind)
            } ?? definitions.count
        if place == definitions.count { definitions.append(definition) }
        let metric = Metric(definition: place, subject: subject, isCounter: key.isCounter)
        metrics[key] = metric
        return metric
    }

    private static let value = FieldName(literal: "value")
    /// Foreign numbers may be anything; beyond this they are no numbers that anybody meant.
    private static let range = -1e300...1e300

    /// A name in our letters: what is ours gets a prefix, what is too long is cut and told apart by a hash.
    private func subject(_ name: String) -> SubjectName? {
        var text = ""
        for scalar in name.unicodeScalars {
            switch scalar {
            case "a"..."z", "0"..."9": text.unicodeScalars.append(scalar)
            case "A"..."Z": text.unicodeScalars.append(Unicode.Scalar(UInt8(ascii: scalar) | 0x20))
            default: text += "_"
            }
        }
        if let subject = SubjectName(text), reserved.contains(subject) { text = "ext_" + text }
        if text.utf8.count > SubjectName.limit {
            let hash = String(FNV1a.hash(name.utf8) & 0xFFFF_FFFF, radix: 16)
            text = "\(text.prefix(23))_\(String(repeating: "0", count: 8 - hash.count))\(hash)"
        }
        return SubjectName(text)
    }

    // MARK: - Words

    /// The metric that a sample belongs to, and which part of it it is.
    private static func base(of name: String, in text: PrometheusText) -> (String, String?) {
        for part in ["_bucket", "_sum", "_count", "_total"] where name.hasSuffix(part) {
            let base = String(name.dropLast(part.count))
            if text.types[base] != nil { return (base, part) }
        }
        return (name, nil)
    }

    private static func title(_ name: String) -> String {
        let words = String(name.map { $0 == "_" || $0 == ":" || $0 == "-" ? " " : $0 })
        return words.prefix(1).uppercased() + words.dropFirst()
    }

    /// The first sentence of what is said of a metric, of 200 bytes at the most, and where it comes from.
    private static func summary(_ help: String, _ source: String) -> String {
        var line = String.UnicodeScalarView()
        var length = 0
        for scalar in help.unicodeScalars {
            length += UTF8.width(scalar)
            // A full stop, a blank and a capital: not `e.g. that`.
            let isNextSentence = scalar.properties.isUppercase && line.suffix(2).elementsEqual([".", " "])
            guard length <= 200, !isNextSentence else { break }
            let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
            line.append(isControl ? " " : scalar)
        }
        while line.last == "." || line.last == " " { line.removeLast() }
        return line.isEmpty ? "From \(source)." : "\(String(line)), from \(source)."
    }

    /// The unit, by the custom of ending metrics' names in it.
    private static func unit(of name: String, isCounter: Bool) -> Unit {
        let base = name.hasSuffix("_total") ? String(name.dropLast(6)) : name
        if base.hasSuffix("_bytes") { return isCounter ? .bytesPerSecond : .bytes }
        if base.hasSuffix("_seconds") { return isCounter ? .none : .seconds }
        if isCounter { return .perSecond }
        if base.hasSuffix("_celsius") { return Unit("°C") }
        if base.hasSuffix("_percent") { return .percent }
        return .none
    }
}
