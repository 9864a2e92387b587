package import MetricModel

/// What an agent says of a metric in Ganglia's terms, and how Ganglia's figures become ours.
package struct GangliaMetric: Sendable, Hashable {
    package let name: String
    package let type: GangliaType
    /// As gmond spells it: `KB`, `bytes/sec`; one space for counts and averages.
    package let units: String
    /// The printf format that goes with every value.
    package let format: String
    package let slope: GangliaSlope
    /// The longest expected gap between two values, in seconds.
    package let tmax: UInt32
    /// The group of metrics that pages show it in: `cpu`, `memory`.
    package let group: String
    package let title: String
    /// One sentence; nil where no datagram of gmond's was at hand to learn it from.
    package let summary: String?
    /// What a value is multiplied by to be in our unit: 1024 from KB to bytes, 1e9 from GB to bytes, else 1.
    package let factor: Double

    /// One of gmond's own metrics.
    init(
        _ name: String, _ type: GangliaType, _ units: String, _ format: String, _ slope: GangliaSlope, tmax: UInt32,
        _ group: String, _ title: String, _ summary: String?
    ) {
        self.name = name
        self.type = type
        self.units = units
        self.format = format
        self.slope = slope
        self.tmax = tmax
        self.group = group
        self.title = title
        self.summary = summary
        factor =
            switch units {
            case "KB": 1024
            case "GB": 1e9
            default: 1
            }
    }

    /// A metric that gmond does not have, described from ours; its values keep our unit.
    ///
    /// Numbers go as `double` with 15 significant digits, since the text that gmond makes with the format is all that
    /// its readers get, and bytes need more digits than a `float` has. Percentages need few and go as `float`.
    /// `flatName` is what scripts call the value (`disk_sda_read_bytes`), `group` usually the subject, and `tmax` is in
    /// seconds.
    package init(
        flatName: String, unit: Unit, kind: Field.Kind, title: String, summary: String, group: String, tmax: UInt32
    ) {
        name = flatName
        units = unit.symbol
        switch (kind, unit) {
        case (.text, _): (type, format, slope) = (.string, "%s", .zero)
        case (_, .percent): (type, format, slope) = (.float, "%.2f", .both)
        default: (type, format, slope) = (.double, "%.15g", .both)
        }
        self.tmax = tmax
        self.group = group
        self.title = title
        self.summary = summary
        factor = 1
    }

    /// The metric that gmond knows by this name, nil if it has none; names are compared exactly.
    package static func named(_ name: String) -> GangliaMetric? { byName[name] }

    private static let byName = Dictionary(known.map { ($0.name, $0) }) { first, _ in first }
}
