/// One figure of a subject: its unit, what values can be true, and the words for it.
package struct Field: Sendable, Hashable {
    package let name: FieldName
    package let unit: Unit
    package let kind: Kind
    /// The values that can be true; others are refused at the aggregator's door.
    package let range: ClosedRange<Double>
    /// A few words for a legend: "User".
    package let title: String
    /// One sentence that names the file the figure comes from.
    package let summary: String
    /// Ganglia's name for the subject's total, where Ganglia has one: `load_one`.
    package let flatName: String?

    /// How a value comes about.
    package enum Kind: UInt8, Sendable, Hashable {
        /// The mean of what was seen in the interval.
        case gauge = 1
        /// The difference of a counter over the interval, divided by its true length.
        case rate = 2
        /// Words; never stored as history.
        case text = 3
    }

    package init(
        name: FieldName, unit: Unit, kind: Kind, range: ClosedRange<Double>, title: String, summary: String,
        flatName: String? = nil
    ) {
        self.name = name
        self.unit = unit
        self.kind = kind
        self.range = range
        self.title = title
        self.summary = summary
        self.flatName = flatName
    }

    /// A field as the collectors write it.
    package init(
        _ name: StaticString, _ unit: Unit, _ kind: Kind, in range: ClosedRange<Double>, title: String,
        summary: String, flatName: String? = nil
    ) {
        self.init(
            name: FieldName(literal: name), unit: unit, kind: kind, range: range, title: title, summary: summary,
            flatName: flatName)
    }
}

/// What a value is counted in.
///
/// Ours are SI base units; a foreign metric's may be any text.
package struct Unit: Sendable, Hashable, CustomStringConvertible {
    package let symbol: String

    package init(_ symbol: String) { self.symbol = symbol }

    package static let none = Unit("")
    package static let percent = Unit("%")
    package static let bytes = Unit("bytes")
    package static let bytesPerSecond = Unit("bytes/s")
    package static let bitsPerSecond = Unit("bit/s")
    package static let decibelMilliwatts = Unit("dBm")
    package static let seconds = Unit("s")
    package static let perSecond = Unit("1/s")
    package static let cores = Unit("cores")
    package static let celsius = Unit("°C")
    package static let watts = Unit("W")
    package static let volts = Unit("V")
    package static let perMinute = Unit("1/min")
    package static let hertz = Unit("Hz")
    package static let megahertz = Unit("MHz")

    package var description: String { symbol }
}
