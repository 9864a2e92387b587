import ClusterState
import Graphs
import MetricModel

/// One metric across hosts: over time, as it is distributed now, and host by host.
struct MetricPage {
    let metric: MetricName
    /// What the subject is, in words.
    let subject: String
    let field: Field
    /// The other metrics of the subject.
    let siblings: [Field]
    let drawn: DrawnItem
    /// Of every host that is meant, in the page's order.
    let rows: [MetricRow]
    /// Those with a history are shown.
    let shown: [MetricRow]
    let choice: Choice
    let paging: Paging
    let groups: [GroupName]
    let range: PageRange
    let freshness: Freshness

    /// The state of the page.
    struct Choice {
        var group: GroupName?
        var hosts: NamePattern?
        var order = MetricOrder.usual
        /// Whether a map of all hosts over time stands instead of the table.
        var isMap = false

        /// As an address has it; what is usual is left out.
        var pairs: [(String, String)] {
            var pairs: [(String, String)] = []
            if let group { pairs.append(("group", group.text)) }
            if let hosts { pairs.append(("hosts", hosts.written)) }
            return pairs + order.query + (isMap ? [("show", "map")] : [])
        }
    }

    /// A page of the table has so many rows at most.
    static let pageRows = 100
    /// Up to so many rows are ordered by what they were; of more, only those of a page.
    static let sortableRows = 200
    /// So many groups are offered as links.
    private static let maximumLinks = 24

    private static let sparkline = (width: 140, height: 24)
    private static let mapColumns = 300

    var page: Page {
        Page(
            title: name, trail: [("metrics", Link.metrics), (name, address)],
            refresh: range.isLive ? freshness.step : nil, freshness: freshness, content: content)
    }

    private var name: String { metric.description }
    private var address: PageAddress { Link.metric(name) }
    private var base: PrefixBase { field.unit == .bytes ? .binary : .decimal }
    private var isOfAll: Bool { metric.instance == Site.everyInstance }

    private func href(_ change: (inout Choice) -> Void) -> String {
        var other = choice
        change(&other)
        return address.with(other.pairs + range.query)
    }

    private func text(_ value: Double?) -> String { Quantity.text(value, in: field.unit, base: base) }

    private var content: HTML {
        """
        <div class="head"><h1>\(subject): \(field.title)</h1><code>\(name)</code>\
        <span class="note">\(field.unit.symbol.isEmpty ? "a number" : "in \(field.unit.symbol)")</span></div>
        <p class="note">\(field.summary)</p>
        \(family)\(choices)
        <div class="bandhead"><h2 id="graphs">Over time</h2>
        \(bar.presets)</div>
        \(bar.times)\
        <div class="pair">\(drawn.figure(range, id: "across", links: drawn.adding))\(distribution)</div>
        <div class="bandhead"><h2 id="hosts">\(isOfAll ? "Hosts and instances" : "Hosts")<small>\(count)</small></h2>
        \(views)</div>
        \(choice.isMap ? map : table)\(pages)
        """
    }

    private var bar: RangeBar { RangeBar(range: range, page: address, others: choice.pairs) }

    /// The other fields, and the instances.
    private var family: HTML {
        let fields = siblings.map { sibling in
            let other = MetricName(subject: metric.subject, instance: metric.instance, field: sibling.name)
            return ChoiceLinks.Choice(
                words: sibling.title, address: Link.metric(other.description).with(choice.placePairs + range.query),
                isCurrent: sibling.name == field.name)
        }
        guard fields.count > 1 else { return "" }
        return """
            <details class="family"><summary>All \(fields.count) of \(metric.subject)</summary>
            \(ChoiceLinks(label: "Metrics of \(metric.subject)", choices: fields).html)</details>

            """
    }

    private var choices: HTML {
        let all = ChoiceLinks.Choice(
            words: "all hosts", address: href { ($0.group, $0.hosts) = (nil, nil) },
            isCurrent: choice.placePairs.isEmpty)
        let links = groups.prefix(Self.maximumLinks).map { group in
            ChoiceLinks.Choice(
                words: group.text, address: href { ($0.group, $0.hosts) = (group, nil) },
                isCurrent: choice.group == group)
        }
        var others = choice
        (others.group, others.hosts) = (nil, nil)
        let form = FormParts.form(
            address, label: "Which hosts", hidden: others.pairs + range.query,
            FormParts.text("hosts", "Hosts", choice.hosts?.written ?? "", example: "web[1-4]* or prod/*"))
        return ChoiceLinks(label: "Group", choices: [all] + links).html + form
    }

    private var count: HTML {
        let known = rows.count { $0.present != nil }
        return "\(rows.count), \(known) of them known now"
    }

    private var distribution: HTML {
        let values = rows.compactMap(\.present)
        guard values.count > 2 else { return "" }
        let histogram = Histogram(
            title: "How they are spread now", unit: field.unit, base: base,
            things: isOfAll ? "values" : "hosts", values: values)
        return """
            <figure>\(HTML(stringLiteral: histogram.text(DrawnGraph.size, as: .inline(id: "spread"))))
            <figcaption><span>\(values.count) values that are not older than they may be</span><span></span></figcaption></figure>

            """
    }

    private var views: HTML {
        let orders = MetricOrder.allCases.map { order in
            ChoiceLinks.Choice(
                words: order.words, address: href { $0.order = order } + "#hosts", isCurrent: choice.order == order)
        }
        let kinds = [false, true].map { isMap in
            ChoiceLinks.Choice(
                words: isMap ? "map" : "table", address: href { $0.isMap = isMap } + "#hosts",
                isCurrent: choice.isMap == isMap)
        }
        return ChoiceLinks(label: "Order", choices: orders).html + ChoiceLinks(label: "Look", choices: kinds).html
    }

    private var table: HTML {
        guard !shown.isEmpty else { return "<p class=\"plain\">No host that is meant has this metric.</p>\n" }
        // One scale for all: what is compared must be comparable.
        let limits = AxisLimits(
            low: min(0, shown.compactMap(\.history?.statistics.minimum).min() ?? 0),
            high: shown.compactMap(\.history?.statistics.maximum).max())
        let hasClusters = Set(shown.map(\.host.cluster)).count > 1
        return """
            <div class="scroll"><table class="across">
            <thead><tr><th scope="col">Host</th>\(isOfAll ? "<th scope=\"col\">Instance</th>" : "")\
            \(["Now", "Mean", "p95", "Highest"].map { "<th scope=\"col\" class=\"n\">\($0)</th>" as HTML })\
            <th scope="col">\(range.words)<span class="wide">, all up to \(text(limits.high))</span></th></tr></thead>
            <tbody>
            \(shown.map { row($0, limits, hasClusters) })</tbody></table></div>

            """
    }

    private func row(_ row: MetricRow, _ limits: AxisLimits, _ hasClusters: Bool) -> HTML {
        let statistics = row.history?.statistics ?? SeriesStatistics([])
        let line = Sparkline.group(
            row.history?.values ?? [], width: Self.sparkline.width, height: Self.sparkline.height, limits: limits)
        let cluster: HTML = hasClusters ? "<small>\(row.host.cluster)</small>" : ""
        let state: HTML = row.state == .up ? "" : " \(PageParts.state(row.state))"
        let instance: HTML = isOfAll ? "<td class=\"name\">\(row.metric.instance?.text ?? "")</td>" : ""
        return """
            <tr><th scope="row" class="name"><a href="\(Link.host(row.host).with(range.query))">\(row.host.name)</a>\
            \(cluster)\(state)</th>\(instance)\
            <td class="n"><a class="quiet" href="\(Link.explain(row.metric, of: row.host))">\(text(row.present))</a></td>\
            \([statistics.mean, statistics.p95, statistics.maximum].map { PageParts.number(text($0)) })\
            <td><svg class="graph spark" viewBox="0 0 \(Self.sparkline.width) \(Self.sparkline.height)" aria-hidden="true">\
            \(HTML(stringLiteral: line))</svg></td></tr>

            """
    }

    private var map: HTML {
        let map = HeatMap(
            title: "\(name), \(range.words)", unit: field.unit, base: base, limits: AxisLimits(),
            rows: shown.map { row in
                HeatMap.Row(
                    label: row.label(showsInstance: isOfAll),
                    values: row.history.map {
                        TimeColumns.means(
                            of: $0.values, from: $0.data.start, step: $0.data.step, over: range.time,
                            count: Self.mapColumns)
                    } ?? [])
            }, time: range.time, zone: range.zone)
        return "<figure>\(HTML(stringLiteral: map.text(width: 1240, as: .inline(id: "map"))))</figure>\n"
    }

    /// The ways to the other rows, where there are too many for a page.
    private var pages: HTML {
        let note: HTML =
            rows.count > Self.sortableRows && !choice.order.isPresent
            ? "<p class=\"note\">Pages go by the value now; a page is in the order that is chosen.</p>\n" : ""
        return note
            + paging.html(of: isOfAll ? "values" : "hosts") { address.with(choice.pairs + $0 + range.query) + "#hosts" }
    }
}

extension MetricPage.Choice {
    /// Of whom, without how.
    var placePairs: [(String, String)] { pairs.filter { ["group", "hosts"].contains($0.0) } }
}
