package import MetricModel

/// What the files of a series must hold: their columns (data sources, DS), how long and how finely.
package struct Schema: Sendable, Equatable {
    /// The names of the columns; none twice.
    package let columns: [String]
    /// Where each column's value stands in a row.
    package let places: [Int]
    package let retention: Retention
    /// Seconds between two readings of the subject.
    package let pace: Int
    /// How many values a row has.
    private let width: Int

    /// The columns of a series: one for each field of a host's that is a number, three for each of a group's.
    ///
    /// Those are `<field>_sum`, `<field>_max` and `<field>_num`, over the hosts that reported it. A group's history is as long
    /// as its hosts': three columns each of what nobody plans with, for ten years, would take ten times the room.
    /// Percentiles have three columns a field too: `<field>_p50`, `<field>_p95` and `<field>_p99`.
    package init(_ definition: Definition, for series: Series) {
        let endings = Self.endings(of: definition, for: series)
        retention = definition.retention
        var columns: [String] = []
        var places: [Int] = []
        // A name given twice, which only a foreign definition can do, counts once.
        var seen: Set<FieldName> = []
        for (index, field) in definition.fields.enumerated()
        where field.kind != .text && seen.insert(field.name).inserted {
            for (offset, ending) in endings.enumerated() {
                columns.append(field.name.text + ending)
                places.append(index * endings.count + offset)
            }
        }
        self.columns = columns
        self.places = places
        pace = definition.pace
        width = Schema.width(of: definition, for: series)
    }

    /// How many values a row of the definition has.
    static func width(of definition: Definition, for series: Series) -> Int {
        endings(of: definition, for: series).count * definition.fields.count
    }

    private static func endings(of definition: Definition, for series: Series) -> [String] {
        switch (definition.retention, series) {
        case (.hours, _), (.days, _): PercentilePeriod.shares.map(\.ending)
        case (_, .host): [""]
        case (_, .group): ["_sum", "_max", "_num"]
        }
    }

    /// Seconds without a row after which the columns are unknown: four readings, at least eight steps.
    package func heartbeat(step: Int) -> Int {
        max(4 * min(max(pace, 1), 86_400), 8 * step)
    }
}
