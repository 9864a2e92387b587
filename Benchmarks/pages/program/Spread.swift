import MetricModel

/// Percentiles as an aggregator keeps them, made of means and of maxima over parts of a period.
enum Spread {
    /// For each column three; a column's values must not be NaN.
    static func percentiles(means: [Float], maxima: [Float]) -> [Double] {
        guard !means.isEmpty else { return PercentilePeriod.shares.map { _ in .nan } }
        let low = means.sorted()
        let high = (means + maxima).sorted()
        return PercentilePeriod.shares.map { share, _ in
            let sorted = share > 0.96 ? high : low
            return Double(sorted[min(sorted.count - 1, Int((Double(sorted.count) * share).rounded(.up)) - 1)])
        }
    }
}
