/// How a metric's values move; numbers beyond the six that Ganglia knows are kept as received.
package struct GangliaSlope: RawRepresentable, Hashable, Sendable {
    package let rawValue: UInt32

    package init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Never changes: a constant of the host.
    package static let zero = GangliaSlope(rawValue: 0)
    /// Only grows: gmetad stores it as a COUNTER.
    package static let positive = GangliaSlope(rawValue: 1)
    package static let negative = GangliaSlope(rawValue: 2)
    /// An ordinary gauge.
    package static let both = GangliaSlope(rawValue: 3)
    package static let unspecified = GangliaSlope(rawValue: 4)
    /// A counter of which the rate is meant: gmetad stores it as a DERIVE.
    package static let derivative = GangliaSlope(rawValue: 5)

    /// Whether the value is a counter, of which the rate is kept.
    package var isCounter: Bool { self == .positive || self == .derivative }

    private static let words = ["zero", "positive", "negative", "both", "unspecified", "derivative"]

    /// The slope that gmetric makes of its `--slope`: any unknown word is `unspecified`.
    package init(word: String) {
        rawValue = Self.words.firstIndex(of: word).map(UInt32.init) ?? Self.unspecified.rawValue
    }

    /// The slope's name in XML; `unspecified` for a number that Ganglia does not know.
    package var word: String {
        rawValue < Self.words.count ? Self.words[Int(rawValue)] : "unspecified"
    }
}
