import Graphs
import MetricModel

/// One group: its totals, its graphs, its members.
struct GroupPage {
    let name: GroupName
    let members: [HostSummary]
    let order: HostOrder
    /// What tells first how it is doing.
    let headline: [DrawnGraph]
    let sections: [DrawnSection]
    let events: EventBrief
    /// How all graphs are drawn.
    let options: GraphOptions
    /// What the address says beside the time and the order.
    let query: [(String, String)]
    let range: PageRange
    let freshness: Freshness

    var page: Page {
        Page(
            title: name.text, trail: [(name.text, Link.group(name))], refresh: freshness.step,
            freshness: freshness.about(members.map(\.lastHeard).max()),
            content: content)
    }

    private var content: HTML {
        """
        <div class="head"><h1>\(name)</h1><span class="note">group of \(members.count) \
        \(members.count == 1 ? "host" : "hosts")</span>\
        <a href="\(Link.wall(name).with(range.query))">Every host in one picture</a>\
        <a href="\(GraphOwner.group(name).week)">Hours of the week</a>\
        <a href="\(Link.compare.with([("group", name.text)] + range.query))">Compare</a></div>
        \(Totals(GroupSummary(name, members)).html.renewed(as: "totals"))
        <div class="bandhead"><h2 id="graphs">Graphs</h2>\(bar.presets)</div>
        \(bar.times)\(GroupChoices(options: options, page: own, range: range).html)\
        <div class="graphs">
        \(headline.map(figure))</div>
        \(parts.jumps)\(parts.html)\
        \(HTML.part("events", events.html))
        <h2 id="hosts">Hosts</h2>
        \(HTML.part("hosts", table))
        """
    }

    private var own: PageAddress { Link.group(name).keeping(query + order.query) }

    private var bar: RangeBar { RangeBar(range: range, page: own) }

    private var parts: GraphSections {
        GraphSections(sections: sections, page: own, name: name.text, range: range)
    }

    private func figure(_ graph: DrawnGraph) -> HTML {
        GraphFigure(graph: graph, page: own, name: name.text, range: range).html
    }

    /// More would weigh more than the graphs; they are on the pages of all hosts.
    private static let maximumRows = 100

    private var table: HTML {
        guard !members.isEmpty else {
            return "<p class=\"plain\">No host belongs to this group now; its history is kept.</p>\n"
        }
        let all = Link.hosts.with([("group", name.text)] + order.query)
        let more: HTML =
            members.count > Self.maximumRows
            ? "<p class=\"note\">The first \(Self.maximumRows); <a href=\"\(all)\">all \(members.count)</a></p>\n" : ""
        return HostTable(
            hosts: members.smallest(Self.maximumRows, by: order.isBefore), order: order,
            address: { own.with(range.query + $0.query) + "#hosts" }, freshness: freshness,
            showsCluster: members.contains { $0.key.cluster != name }
        ).html + more
    }
}
