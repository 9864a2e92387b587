import MetricModel

extension Row {
    /// librrd takes nothing before 1980.
    private static let earliest: Int64 = 315_360_000

    /// Whether the row can be stored.
    ///
    /// It must have the values that its definition asks for, one at least that is a number, and cover an interval that
    /// goes forward, lies after 1980, and ends not more than a day after `now`: a file is closed for all that is older
    /// than its last row.
    func isValid(now: Int) -> Bool {
        start > Row.earliest && start < end && end <= Int64(now) + 86_400
            && values.count == Schema.width(of: definition, for: series)
            && definition.fields.contains { $0.kind != .text }
    }

    /// What the row takes in memory while it waits, in bytes, roughly.
    var cost: Int { 64 + 8 * values.count }
}
