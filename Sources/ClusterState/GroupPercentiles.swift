import MetricModel

/// How a group's values of one subject were distributed, over its hosts and over the steps of the hour and of the day: what
/// people plan with, since a percentile cannot be had from means.
struct GroupPercentiles: Sendable {
    /// What the values mean: of members of several versions, that with the most fields.
    private(set) var definition: Definition
    private(set) var spreads: Spreads

    /// What is kept over a restart.
    struct Spreads: Sendable, Equatable, Codable {
        /// The hour's number since 1970.
        fileprivate(set) var hour: Int64
        fileprivate(set) var ofHour: [FieldName: Distribution] = [:]
        /// Of the hours of the day that have ended.
        fileprivate(set) var ofDay: [FieldName: Distribution] = [:]
    }

    /// - `end`: of the first step.
    init(_ definition: Definition, end: Int64) {
        self.init(definition, Spreads(hour: Self.hour(of: end)))
    }

    init(_ definition: Definition, _ spreads: Spreads) {
        self.definition = definition
        self.spreads = spreads
    }

    private static func hour(of end: Int64) -> Int64 { (end - 1) / 3600 }

    /// Adds a host's values of the step before which ``close(before:_:)`` was last asked.
    mutating func add(_ values: [Double], of other: Definition) {
        if other.fields.count > definition.fields.count { definition = other }
        for (field, value) in zip(other.fields, values) where field.kind != .text && value.isFinite {
            spreads.ofHour[field.name, default: Distribution()].add(value)
        }
    }

    /// Hands out the percentiles of the hour and of the day if the step that ends at a time is no longer in them, with the
    /// end of each.
    mutating func close(before end: Int64, _ take: (PercentilePeriod, [Double], Int64) -> Void) {
        let (last, next) = (spreads.hour, Self.hour(of: end))
        guard next >= last else {
            // The clock was set back: what was counted is of an hour that has not been yet.
            spreads = Spreads(hour: next, ofDay: next / 24 == last / 24 ? spreads.ofDay : [:])
            return
        }
        guard next > last else { return }
        take(.hour, values(spreads.ofHour), (last + 1) * 3600)
        for (name, distribution) in spreads.ofHour { spreads.ofDay[name, default: Distribution()].add(distribution) }
        spreads.ofHour = [:]
        if next / 24 != last / 24 {
            take(.day, values(spreads.ofDay), (last / 24 + 1) * 86_400)
            spreads.ofDay = [:]
        }
        spreads.hour = next
    }

    private func values(_ distributions: [FieldName: Distribution]) -> [Double] {
        definition.fields.flatMap { field in
            PercentilePeriod.shares.map { distributions[field.name]?.quantile($0.share) ?? .nan }
        }
    }
}
