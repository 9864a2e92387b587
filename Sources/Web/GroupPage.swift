import Graphs
import MetricModel

/// One group: its totals, its graphs, its members.
struct GroupPage {
    let name: GroupName
    let members: [HostSummary]
    let graphs: [DrawnGraph]
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
        <a href="\(Link.wall(name))">Every host in one picture</a></div>
        \(Totals(GroupSummary(name, members)).html.renewed(as: "totals"))
        \(GraphBand(graphs: graphs, page: Link.group(name), name: name.text, range: range).html)\
        <h2>Hosts</h2>
        \(HTML.part("hosts", table))
        """
    }

    private var table: HTML {
        members.isEmpty
            ? "<p class=\"plain\">No host belongs to this group now; its history is kept.</p>\n"
            : HostTable(
                hosts: members.sorted(by: HostOrder.usual.isBefore), order: .usual,
                address: { Link.hosts.with([("group", name.text)] + $0.query) }, freshness: freshness,
                showsCluster: members.contains { $0.key.cluster != name }
            ).html
    }
}
