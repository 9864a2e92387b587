import MetricModel

extension GraphOptions {
    /// The keys of a query that ``init(reading:)`` understands.
    package static let keys = ["previous", "peaks", "instance", "busiest", "per", "view", "low", "high"]

    /// As ``init(reading:)`` takes them; what is as the definition says is left out.
    package var query: [(String, String)] {
        let pairs: [(String, String?)] = [
            ("previous", previous?.rawValue), ("peaks", hasPeaks ? nil : "off"), ("instance", instance?.text),
            ("busiest", busiest.map { "\($0)" }), ("per", normalisation?.rawValue), ("view", view?.rawValue),
            ("low", limits.low.map(NumberText.of)), ("high", limits.high.map(NumberText.of)),
        ]
        return pairs.compactMap { key, value in value.map { (key, $0) } }
    }
}
