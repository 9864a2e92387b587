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
    package init(_ definition: Definition, for series: Series) {
        let endings: [String]
        switch series {
        case .host: endings = [""]
        case .group: endings = ["_sum", "_max", "_num"]
        }
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
        if case .group = series { 3 * definition.fields.count } else { definition.fields.count }
    }

    /// Seconds without a row after which the columns are unknown: four readings, at least eight steps.
    package func heartbeat(step: Int) -> Int {
        max(4 * min(max(pace, 1), 86_400), 8 * step)
    }
}
