import Graphs
import MetricModel

/// At which hours of the week something is busy: one value of a host or a group by weekday and hour.
struct WeekPage {
    let owner: GraphOwner
    let definition: GraphDefinition
    /// One value over the range.
    let data: GraphData
    let statistic: HoursOfWeek.Statistic
    /// The graphs whose value can be shown.
    let definitions: [GraphDefinition]
    let range: PageRange
    let freshness: Freshness

    var page: Page {
        Page(title: title, trail: owner.trail + [("week", owner.week)], freshness: freshness, content: content)
    }

    private var title: String { "Hours of the week of \(owner.name)" }

    private var what: String {
        definition.group.label.map { "\(definition.title): \($0)" } ?? definition.title
    }

    private var content: HTML {
        let bar = RangeBar(range: range, page: owner.week, others: Self.query(definition, statistic))
        return """
            <div class="head"><h1>\(title)</h1><span class="note">\(what)</span></div>
            <details class="choose"><summary>Another value than \(definition.title)</summary>
            \(graphs)</details>
            <div class="bandhead">\(statistics)\(bar.presets)</div>
            \(bar.times)\
            \(map)
            """
    }

    private var graphs: HTML {
        ChoiceLinks(label: "Value", choices: definitions.map { choice($0.title, $0, statistic) }).html
    }

    private var statistics: HTML {
        ChoiceLinks(
            label: "What is made of an hour's values",
            choices: HoursOfWeek.Statistic.allCases.map { choice($0.rawValue, definition, $0) }
        ).html
    }

    private func choice(
        _ words: String, _ graph: GraphDefinition, _ statistic: HoursOfWeek.Statistic
    ) -> ChoiceLinks.Choice {
        ChoiceLinks.Choice(
            words: words, address: owner.week.with(Self.query(graph, statistic) + range.query),
            isCurrent: graph.name == definition.name && statistic == self.statistic)
    }

    private static func query(
        _ graph: GraphDefinition, _ statistic: HoursOfWeek.Statistic
    ) -> [(String, String)] { [("graph", graph.name.text), ("of", statistic.rawValue)] }

    private var map: HTML {
        guard data.step <= HoursOfWeek.longestRow else {
            return """
                <p class="plain">There are rows of \(HumanText.duration(Double(data.step))) in this range; \
                hours need shorter ones. Choose 90 days or less.</p>

                """
        }
        guard let series = data.series.first, data.emptiness == nil else {
            return "<p class=\"plain\">Nothing is known: \(data.emptiness ?? "there are no rows").</p>\n"
        }
        let hours = HoursOfWeek(
            series.values, start: data.start, step: data.step, zone: range.zone, statistic: statistic)
        let map = HourOfWeekMap(
            title: "\(what), \(statistic.rawValue)", unit: data.unit, base: definition.base, values: hours.values)
        return """
            <figure class="heat">\(HTML(stringLiteral: map.text(width: 1240, as: .inline(id: "week"))))\
            <figcaption><span>Each cell is the \(statistic.words) of that hour, over \(range.words). \
            \(data.briefCaption)</span></figcaption></figure>

            """
    }
}

extension HoursOfWeek.Statistic {
    fileprivate var words: String {
        switch self {
        case .mean: "mean"
        case .p95: "95th percentile"
        case .max: "maximum"
        }
    }
}
