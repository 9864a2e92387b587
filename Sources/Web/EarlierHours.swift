/// How a value compares with the same hours of a day or a week before.
///
/// Means of a few minutes are compared with means of a few minutes, so that no single second decides.
struct EarlierHours: Equatable {
    /// The mean up to the moment that is asked about.
    let present: Double
    /// The mean up to the same moment of the earlier day; nil if unknown.
    let then: Double?
    /// The least and the highest mean in the earlier hours.
    let lowest, highest: Double

    enum Departure: Equatable {
        case above, below
    }

    /// The range is so many means long.
    static let windows = 36
    /// Of fewer nothing can be said.
    private static let fewest = 6
    /// Beyond what there was by less than this share of it is as it was.
    private static let tolerance = 0.1

    /// Compares two stretches of rows of the same length; nil where too little is known of either.
    ///
    /// - `values`, `earlier`: NaN where unknown.
    /// - `row`: the row of the moment.
    init?(_ values: [Double], earlier: [Double], at row: Int) {
        let width = max(1, min(values.count, earlier.count) / Self.windows)
        guard let present = Self.mean(values, endingAt: row, width) else { return nil }
        let means = stride(from: width - 1, to: earlier.count, by: width).compactMap {
            Self.mean(earlier, endingAt: $0, width)
        }
        guard means.count >= Self.fewest, let lowest = means.min(), let highest = means.max() else { return nil }
        self.present = present
        then = Self.mean(earlier, endingAt: row, width)
        (self.lowest, self.highest) = (lowest, highest)
    }

    /// Whether the present lies outside of all that the earlier hours had, by a tenth at least.
    var departure: Departure? {
        if present > highest + Self.tolerance * abs(highest) { return .above }
        if present < lowest - Self.tolerance * abs(lowest) { return .below }
        return nil
    }

    /// How many times the earlier extreme it is, or that it: the larger, the further out.
    var distance: Double {
        switch departure {
        case .above: highest > 0 ? present / highest : .infinity
        case .below: present > 0 ? lowest / present : .infinity
        case nil: 1
        }
    }

    private static func mean(_ values: [Double], endingAt row: Int, _ width: Int) -> Double? {
        let known = values.indices.clamped(to: (row - width + 1)..<(row + 1)).compactMap {
            values[$0].isNaN ? nil : values[$0]
        }
        return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
    }
}
