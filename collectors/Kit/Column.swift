import MetricModel
import Procfs

/// A field, and how its value comes from a row of numbers that is read again and again.
struct Column {
    let field: Field
    let source: Source

    /// Slots are places in `Numbers.values`; what has no number there has no value.
    enum Source {
        /// The mean of what was seen in the interval, times a factor.
        case mean([Int], times: Double)
        /// What the last reading said, times a factor: of states, whose mean says nothing, and of what was counted in all.
        case latest(Int, times: Double)
        /// The mean of the first less the second.
        case difference(Int, Int)
        /// How far counters came together, per second, times a factor; those the kernel lacks count for nothing.
        case rate([Int], times: Double)
        /// Percent of one counter's way that another came: nil where the whole stood still.
        case share([Int], of: [Int])
        /// How far one counter came for each step of another, times a factor: nil where the other stood still.
        case each(Int, by: Int, times: Double)
        /// Percent of the second number that the first is, at the last reading.
        case part(Int, of: Int)
        /// The collector gives the value itself.
        case given
        /// The collector gives words.
        case text
    }
}

/// Makes the columns of a definition whose numbers come from one file.
struct Columns<Key: NumberKey> {
    /// The end of every summary: `/proc/vmstat`.
    let source: String

    private func column(
        _ name: StaticString, _ unit: Unit, _ kind: Field.Kind, _ range: ClosedRange<Double>, _ title: String,
        _ meaning: String, _ flatName: String?, _ from: Column.Source
    ) -> Column {
        Column(
            field: Field(
                name, unit, kind, in: range, title: title, summary: "\(meaning), from \(source).", flatName: flatName),
            source: from)
    }

    /// A gauge: the mean of its samples.
    func mean(
        _ name: StaticString, _ key: Key, and others: [Key] = [], unit: Unit = .none, times factor: Double = 1,
        in range: ClosedRange<Double> = 0...1e19, _ title: String, _ meaning: String, flatName: String? = nil
    ) -> Column {
        column(name, unit, .gauge, range, title, meaning, flatName, .mean(([key] + others).map(\.slot), times: factor))
    }

    /// A gauge of which the last reading counts alone: a state, or what was counted in all.
    func latest(
        _ name: StaticString, _ key: Key, unit: Unit = .none, times factor: Double = 1,
        in range: ClosedRange<Double> = 0...1e19, _ title: String, _ meaning: String
    ) -> Column {
        column(name, unit, .gauge, range, title, meaning, nil, .latest(key.slot, times: factor))
    }

    /// A gauge that is one number less another.
    func difference(
        _ name: StaticString, _ key: Key, less other: Key, unit: Unit = .none, _ title: String, _ meaning: String,
        flatName: String? = nil
    ) -> Column {
        column(name, unit, .gauge, 0...1e19, title, meaning, flatName, .difference(key.slot, other.slot))
    }

    /// A counter, or several together, per second.
    func rate(
        _ name: StaticString, _ key: Key, and others: [Key] = [], unit: Unit = .perSecond, times factor: Double = 1,
        _ title: String,
        _ meaning: String, flatName: String? = nil
    ) -> Column {
        column(
            name, unit, .rate, 0...1e16, title, meaning, flatName, .rate(([key] + others).map(\.slot), times: factor))
    }

    /// Percent of one counter's way that another came.
    func share(
        _ name: StaticString, _ parts: [Key], of wholes: [Key], _ title: String, _ meaning: String
    ) -> Column {
        column(
            name, .percent, .rate, 0...100, title, meaning, nil, .share(parts.map(\.slot), of: wholes.map(\.slot)))
    }

    /// How much of one counter came with each step of another, on average.
    func each(
        _ name: StaticString, _ key: Key, by events: Key, unit: Unit, times factor: Double = 1, _ title: String,
        _ meaning: String
    ) -> Column {
        column(name, unit, .rate, 0...1e16, title, meaning, nil, .each(key.slot, by: events.slot, times: factor))
    }

    /// Percent of a limit in use.
    func part(_ name: StaticString, _ key: Key, of limit: Key, _ title: String, _ meaning: String) -> Column {
        column(name, .percent, .gauge, 0...100, title, meaning, nil, .part(key.slot, of: limit.slot))
    }

    /// Words that the collector gives.
    func text(_ name: StaticString, _ title: String, _ meaning: String) -> Column {
        column(name, .none, .text, 0...0, title, meaning, nil, .text)
    }
}

extension Column {
    /// Whether one reading suffices for a value.
    var isGauge: Bool {
        switch source {
        case .mean, .latest, .difference, .part, .given, .text: true
        case .rate, .share, .each: false
        }
    }

    /// Words, which the collector hands to ``Track/report(_:instance:into:text:given:)``.
    static func text(_ field: Field) -> Column { Column(field: field, source: .text) }

    /// A value that the collector works out and hands to ``Track/report(_:instance:into:text:given:)``.
    static func given(_ field: Field) -> Column { Column(field: field, source: .given) }
}
