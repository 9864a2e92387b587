import Graphs
import MetricModel

/// Every host of a group in one picture: a heat map of one value over time, and a wall of sparklines on one scale.
struct WallPage {
    let name: GroupName
    /// How many hosts the group has; the page shows ``hosts``.
    let members: Int
    let definition: GraphDefinition
    /// One value of each host.
    let hosts: [(key: HostKey, data: GraphData)]
    let order: WallOrder
    /// The graphs whose value can be shown.
    let definitions: [GraphDefinition]
    let range: PageRange
    let freshness: Freshness

    /// A page has so many hosts at most.
    static let maximumHosts = 200
    /// What the values are read for, in pixels.
    static let size = GraphSize(width: 360, height: 200)

    private struct Brick {
        let host: HostKey
        let label: String
        let values: [Double]
        let statistics: WallStatistics
    }

    var page: Page {
        Page(
            title: "\(title), by host", trail: [(name.text, Link.group(name)), ("wall", Link.wall(name))],
            freshness: freshness, content: content)
    }

    private var title: String {
        let what = definition.group.label.map { "\(definition.title): \($0)" } ?? definition.title
        return "\(what) of \(name)"
    }

    private var unit: MetricModel.Unit { definition.group.unit }

    private var bricks: [Brick] {
        let bricks = hosts.map { host, data in
            let values = data.series.first?.values ?? []
            let columns = TimeColumns.means(
                of: values, from: data.start, step: data.step, over: range.time, count: Self.columns)
            return Brick(host: host, label: host.name.text, values: columns, statistics: WallStatistics(values))
        }
        guard order != .name else { return bricks }
        return bricks.sorted { (order.of($0.statistics) ?? -.infinity) > (order.of($1.statistics) ?? -.infinity) }
    }

    private var content: HTML {
        let bricks = bricks
        let note: HTML =
            members > bricks.count ? "the first \(bricks.count) of \(members) hosts" : "\(bricks.count) hosts"
        return """
            <div class="head"><h1>\(title)</h1><span class="note">\(note) · \(range.fullText)</span></div>
            <details class="choose"><summary>Another value than \(definition.title)</summary>
            \(choices("Value", "graph", definitions.map { ($0.name.text, $0.title) }, definition.name.text))</details>
            \(choices("Order", "sort", WallOrder.allCases.map { ($0.rawValue, $0.words) }, order.rawValue))
            \(bar.presets)
            \(body(bricks))
            """
    }

    private func body(_ bricks: [Brick]) -> HTML {
        guard bricks.contains(where: { $0.statistics.series.last != nil }) else {
            return "<p class=\"plain\">No data for \(title) in this range.</p>\n"
        }
        let map = HeatMap(
            title: title, unit: unit, base: definition.base, limits: AxisLimits(low: 0),
            rows: bricks.map { HeatMap.Row(label: $0.label, values: $0.values) },
            time: range.time, zone: range.zone)
        // One scale for all: what is compared must be comparable.
        let highest = bricks.compactMap(\.statistics.series.maximum).max()
        let limits = AxisLimits(low: 0, high: highest)
        return """
            <figure>\(HTML(stringLiteral: map.text(width: 1240, as: .inline(id: "map"))))</figure>
            <h2>Wall<small>all on one scale, up to \(Quantity.text(highest, in: unit, base: definition.base))</small></h2>
            <p><input type="search" placeholder="Filter hosts" aria-label="Filter hosts" data-filter=".brick" hidden></p>
            <div class="wall">
            \(bricks.map { brick($0, limits) })</div>

            """
    }

    private func brick(_ brick: Brick, _ limits: AxisLimits) -> HTML {
        let line = HTML(
            stringLiteral: Sparkline.group(
                brick.values, width: Self.sparkline.width, height: Self.sparkline.height, limits: limits))
        let statistics = brick.statistics.series
        return """
            <a class="brick" href="\(Link.host(brick.host).with(range.pictureQuery))"><strong>\(text(brick.statistics.now))</strong><b>\(brick.label)</b>\
            <svg class="graph" viewBox="0 0 \(Self.sparkline.width) \(Self.sparkline.height)" aria-hidden="true">\(line)</svg>\
            <span>mean \(text(statistics.mean)) · max \(text(statistics.maximum))</span></a>

            """
    }

    private static let sparkline = (width: 180, height: 36)

    private func text(_ value: Double?) -> String {
        Quantity.text(value, in: unit.inFigures, base: definition.base)
    }

    private var bar: RangeBar { RangeBar(range: range, page: Link.wall(name)) }

    private func choices(_ title: String, _ key: String, _ words: [(String, String)], _ chosen: String) -> HTML {
        let others = ["graph": definition.name.text, "sort": order.rawValue].filter { $0.key != key }
        let choices = words.map { value, text in
            ChoiceLinks.Choice(
                words: text,
                address: Link.wall(name).with(
                    [(key, value)] + others.sorted { $0.key < $1.key } + range.pictureQuery),
                isCurrent: value == chosen)
        }
        return ChoiceLinks(label: title, choices: choices).html
    }

    private static let columns = 300
}

/// What a host's values are, in few numbers; nil where none is known.
struct WallStatistics {
    let series: SeriesStatistics
    /// The last value, unless nothing has been known since.
    let now: Double?
    /// How far the last quarter of the known values lies from the first one.
    let change: Double?

    init(_ values: [Double]) {
        series = SeriesStatistics(values)
        now = series.atEnd(of: values.count)
        let known = values.filter { !$0.isNaN }
        let quarter = max(1, known.count / 4)
        func level(_ part: ArraySlice<Double>) -> Double { part.reduce(0, +) / Double(part.count) }
        change = known.isEmpty ? nil : abs(level(known.suffix(quarter)) - level(known.prefix(quarter)))
    }

    var spread: Double? { series.maximum.flatMap { highest in series.minimum.map { highest - $0 } } }
}

/// By what the hosts of a wall are ordered, the highest first.
enum WallOrder: String, CaseIterable {
    case name, now, mean, max, spread, change

    var words: String {
        switch self {
        case .name: "by name"
        case .now: "by value now"
        case .mean: "by mean"
        case .max: "by maximum"
        case .spread: "by spread"
        case .change: "by change"
        }
    }

    func of(_ statistics: WallStatistics) -> Double? {
        switch self {
        case .name: nil
        case .now: statistics.now
        case .mean: statistics.series.mean
        case .max: statistics.series.maximum
        case .spread: statistics.spread
        case .change: statistics.change
        }
    }
}
