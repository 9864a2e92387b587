package import MetricModel

/// How a graph is to be drawn otherwise than its definition says.
package struct GraphOptions: Sendable, Hashable {
    /// Which earlier time is drawn beside; nil for the definition's.
    package var previous: PreviousChoice?
    /// Whether the highest values of rows are told beside their means.
    package var hasPeaks = true
    /// The one instance that is drawn of those the definition speaks of.
    package var instance: InstanceName?
    /// How many instances are drawn, the busiest, 1...12; nil for as many as can be told apart.
    package var busiest: Int?
    /// What values are divided by.
    package var normalisation: Normalisation?
    /// Ends of the axis; an end that is nil stays the definition's.
    package var limits = AxisLimits()
    /// How a group is drawn; nil for the definition's way, which depends on how many hosts there are.
    package var view: GroupView?

    package init() {}
}

/// Which earlier time is drawn beside.
package enum PreviousChoice: String, Sendable, Hashable, CaseIterable {
    case none, day, week

    /// nil for none.
    package var period: PreviousPeriod? { PreviousPeriod(rawValue: rawValue) }
}

/// What makes hosts of different sizes comparable.
///
/// A group's value is the sum of its hosts' values over the sum of their sizes, so that each host weighs as much as it is
/// large.
package enum Normalisation: String, Sendable, Hashable, CaseIterable {
    case core, gib

    /// A host's size; of a group's totals, that of all.
    var size: Expression {
        switch self {
        case .core: Self.cores
        case .gib: Self.memory
        }
    }

    /// A group's size, from its totals.
    var totalSize: Expression {
        switch self {
        case .core: Self.totalCores
        case .gib: Self.memory
        }
    }

    /// As titles say it.
    var words: String {
        switch self {
        case .core: "per core"
        case .gib: "per GiB of memory"
        }
    }

    private static let cores = Expression(
        MetricName(subject: SubjectName(literal: "host"), field: FieldName(literal: "cpus")))
    private static let totalCores = Expression(
        MetricName(subject: SubjectName(literal: "cpu"), field: FieldName(literal: "cores")))
    private static let memory = Expression(
        MetricName(subject: SubjectName(literal: "memory"), field: FieldName(literal: "total"))
    ).multiplied(by: 1 / Double(1 << 30))
}

extension GraphOptions {
    /// Reads the options of a query.
    ///
    /// `previous` is none, day or week; `peaks` on or off; `instance` a name; `busiest` 1 to 12; `per` core or gib; `low`
    /// and `high` are numbers; `view` totals, hosts, top or spread. What is not there is as the definition says.
    ///
    /// - `query`: the text under a key; nil if there is none.
    package init(reading query: (String) -> String?) throws(GraphOptionsError) {
        func word<Word: RawRepresentable<String> & CaseIterable>(
            _ key: String, _ type: Word.Type
        ) throws(GraphOptionsError) -> Word? {
            guard let text = query(key) else { return nil }
            guard let word = Word(rawValue: text) else {
                let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
                throw GraphOptionsError(key: key, expected: "one of \(words)", found: text)
            }
            return word
        }
        func number(_ key: String) throws(GraphOptionsError) -> Double? {
            guard let text = query(key) else { return nil }
            guard let number = Double(text), number.isFinite else {
                throw GraphOptionsError(key: key, expected: "a number", found: text)
            }
            return number
        }
        previous = try word("previous", PreviousChoice.self)
        hasPeaks = try word("peaks", Switch.self) != .off
        normalisation = try word("per", Normalisation.self)
        view = try word("view", GroupView.self)
        let (low, high) = (try number("low"), try number("high"))
        if let low, let high, high <= low {
            throw GraphOptionsError(key: "high", expected: "a number above low", found: NumberText.of(high))
        }
        limits = AxisLimits(low: low, high: high)
        if let text = query("busiest") {
            guard let count = Int(text), 1...GraphData.maximumInstances ~= count else {
                throw GraphOptionsError(key: "busiest", expected: "1 to \(GraphData.maximumInstances)", found: text)
            }
            busiest = count
        }
        if let text = query("instance") {
            guard let name = InstanceName(text) else {
                throw GraphOptionsError(key: "instance", expected: "a name as sda or eth0", found: text)
            }
            instance = name
        }
    }

    /// The keys that ``init(reading:)`` asks for.
    package static let keys = ["previous", "peaks", "instance", "busiest", "per", "view", "low", "high"]

    /// What differs from the definition, as ``init(reading:)`` reads it.
    package var pairs: [(String, String)] {
        [
            ("previous", previous?.rawValue), ("peaks", hasPeaks ? nil : "off"), ("instance", instance?.text),
            ("busiest", busiest.map { "\($0)" }), ("per", normalisation?.rawValue), ("view", view?.rawValue),
            ("low", limits.low.map(NumberText.of)), ("high", limits.high.map(NumberText.of)),
        ].compactMap { key, text in text.map { (key, $0) } }
    }

    private enum Switch: String, CaseIterable {
        case on, off
    }
}

/// Which option of a query could not be understood.
package struct GraphOptionsError: Error, Equatable, CustomStringConvertible {
    package let key: String
    package let expected: String
    package let found: String

    package var description: String {
        "\(key): expected \(expected), found \"\(TextLimit.shorten(found.printable, to: 40))\""
    }
}
