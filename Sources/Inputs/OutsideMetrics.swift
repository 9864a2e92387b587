import MetricModel
import Wire

/// Gives what comes from outside names and definitions of ours.
struct OutsideMetrics {
    /// Grows, and is never reordered: agents send the indices' descriptions.
    private(set) var definitions: [Definition] = []
    private var places: [Key: Int] = [:]
    private let reserved: Set<SubjectName>

    private struct Key: Hashable {
        let subject: String
        let hasInstances: Bool
    }

    /// The most that are kept, lest names that change with every answer fill the memory.
    static let limit = 512

    init(reserved: Set<SubjectName>) { self.reserved = reserved }

    /// The place of the definition of a metric in the Prometheus format; nil if there are too many.
    ///
    /// A histogram's and a summary's parts are counters; a summary's quantiles are not.
    mutating func place(
        of sample: PrometheusSample, in text: PrometheusText, from source: String, pace: Int
    ) -> (place: Int, isCounter: Bool)? {
        let (base, part) = Self.base(of: sample.name, in: text)
        let isCounter =
            switch text.types[base] ?? .untyped {
            case .counter: true
            case .histogram: part != nil
            case .summary: part == "_sum" || part == "_count"
            case .gauge, .untyped: false
            }
        return place(sample.name, hasInstances: !sample.labels.isEmpty) { subject in
            let help = text.help[base] ?? text.help[sample.name] ?? ""
            return Definition(
                subject: subject, hasInstances: !sample.labels.isEmpty, retention: .detail, pace: pace,
                title: Self.title(sample.name),
                fields: [
                    Field(
                        "value", Self.unit(of: sample.name, isCounter: isCounter), isCounter ? .rate : .gauge,
                        in: Self.range, title: Self.title(sample.name), summary: Self.summary(help, source))
                ])
        }.map { ($0, isCounter) }
    }

    /// The place of the definition of a plug-in's figures; nil if there are too many.
    mutating func place(ofPlugin name: String, _ item: NagiosItem, from source: String, pace: Int) -> Int? {
        // Figures in different units cannot share a column; those of counters are told apart too.
        let unit = item.isCounter ? "rate" : item.unit.symbol
        let suffix = unit.isEmpty ? "" : unit == "%" ? "_percent" : "_\(unit)"
        return place(name + suffix, hasInstances: true) { subject in
            func field(_ name: StaticString, _ kind: Field.Kind, _ title: String, _ meaning: String) -> Field {
                Field(
                    name, item.isCounter ? .perSecond : item.unit, kind, in: Self.range, title: title,
                    summary: "\(meaning), from \(source).")
            }
            return Definition(
                subject: subject, hasInstances: true, retention: .detail, pace: pace, title: Self.title(name),
                fields: [
                    field("value", item.isCounter ? .rate : .gauge, "Value", "The figure itself"),
                    field("warn", .gauge, "Warning", "Where the plug-in begins to warn"),
                    field("crit", .gauge, "Critical", "Where the plug-in calls it critical"),
                    field("min", .gauge, "Minimum", "The least it can be"),
                    field("max", .gauge, "Maximum", "The most it can be"),
                ])
        }
    }

    private mutating func place(_ name: String, hasInstances: Bool, make: (SubjectName) -> Definition) -> Int? {
        guard let subject = subject(name) else { return nil }
        let key = Key(subject: subject.text, hasInstances: hasInstances)
        if let place = places[key] { return place }
        guard definitions.count < Self.limit else { return nil }
        definitions.append(make(subject))
        places[key] = definitions.count - 1
        return definitions.count - 1
    }

    private static let range = -1e300...1e300

    /// A name in our letters: what is too long is cut and told apart by a hash, what is ours gets a prefix.
    private func subject(_ name: String) -> SubjectName? {
        var text = ""
        for scalar in name.lowercased().unicodeScalars {
            switch scalar {
            case "a"..."z", "0"..."9", "_": text.unicodeScalars.append(scalar)
            default: text.append("_")
            }
        }
        if reserved.contains(where: { $0.text == text }) { text = "ext_" + text }
        if text.utf8.count > SubjectName.limit {
            let hash = String(FNV1a.hash(name.utf8) & 0xFFFF_FFFF, radix: 16)
            text = "\(text.prefix(23))_\(String(repeating: "0", count: 8 - hash.count))\(hash)"
        }
        return SubjectName(text)
    }

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

    private static func summary(_ help: String, _ source: String) -> String {
        var line = ""
        for scalar in help.unicodeScalars {
            guard line.utf8.count < 200 else { break }
            line.unicodeScalars.append(scalar.value < 0x20 || scalar.value == 0x7F ? " " : scalar)
        }
        while line.last == "." || line.last == " " { line.removeLast() }
        return line.isEmpty ? "From \(source)." : "\(line), from \(source)."
    }

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
