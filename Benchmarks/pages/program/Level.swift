/// How one value follows from a host's signals.
struct Level: Sendable {
    let signal: Signal
    var scale = 1.0
    var offset = 0.0
    /// By which share of itself it differs from moment to moment.
    var noise = 0.0
    var range = -Double.infinity...Double.infinity

    static func constant(_ value: Double) -> Level { Level(signal: .always, scale: value) }

    /// The value of a moment.
    ///
    /// - `seed`: the value's own.
    /// - `noisiness`: 1 at a step's length, less for longer means.
    func value(_ moments: MomentTable, _ row: Int, seed: UInt64, noisiness: Double) -> Double {
        var value = offset + scale * moments[row, signal]
        if noise > 0 { value *= 1 + noise * noisiness * (2 * Chance.unit(seed, moments.ends[row]) - 1) }
        return min(range.upperBound, max(range.lowerBound, value))
    }
}
