import MetricModel

/// The values of a Ganglia host's series, which come singly: each holds for a while, then is unknown.
struct HeldRow: Sendable {
    let definition: Definition
    private var values: [Double]
    /// Until when each value holds, in nanoseconds of the monotonic clock.
    private var expiries: [UInt64]

    init(_ definition: Definition) {
        self.definition = definition
        values = Array(repeating: .nan, count: definition.fields.count)
        expiries = Array(repeating: 0, count: definition.fields.count)
    }

    /// Whether the series is to be forgotten once nothing holds any more.
    private(set) var isForgotten = false

    /// Holds a value for its longest expected gap and half of that again; not longer than until it is to be forgotten,
    /// where `dmax` is not 0.
    mutating func hold(_ value: Double, field: Int, tmax: UInt32, dmax: UInt32 = 0, at now: Tick) {
        values[field] = value
        let span = Self.span(tmax: tmax)
        expiries[field] = now.monotonic + (dmax > 0 ? min(span, UInt64(dmax) * 1_000_000_000) : span)
        isForgotten = dmax > 0
    }

    /// How long a value holds whose longest expected gap is given in seconds; in nanoseconds.
    static func span(tmax: UInt32) -> UInt64 { UInt64(max(1, tmax)) * 1_500_000_000 }

    /// What still holds; nil if nothing does.
    func values(at now: Tick) -> [Double]? {
        let current = zip(values, expiries).map { $1 >= now.monotonic ? $0 : .nan }
        return current.contains { !$0.isNaN } ? current : nil
    }
}
