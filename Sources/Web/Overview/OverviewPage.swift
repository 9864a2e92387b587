import ClusterState
import MetricModel

/// Everything at a glance: what is down, the groups, the hosts that need a person first.
struct OverviewPage {
    let hosts: [HostSummary]
    /// Of this page, in their order.
    let groups: [GroupsTable.Row]
    let order: GroupOrder
    let paging: Paging
    let range: PageRange
    let freshness: Freshness

    /// A page has so many groups at most.
    static let size = 50
    /// So many hosts of all are listed, and of each group.
    private static let maximumHosts = 20
    private static let maximumWorst = 3
    /// So many hosts that are down are named at the top.
    private static let maximumDown = 8
    /// The range unless an address says otherwise.
    static let usualRange = RangePreset.threeHours

    var page: Page {
        Page(title: title, refresh: freshness.step, freshness: freshness, content: hosts.isEmpty ? empty : content)
    }

    /// A group as it is shown here.
    static func row(_ group: GroupSummary, _ members: [HostSummary], _ trend: GroupTrend) -> GroupsTable.Row {
        GroupsTable.Row(
            group: group,
            worst: members.lazy.filter { $0.state != .left }.smallest(maximumWorst, by: HostOrder.state.isBefore),
            trend: trend)
    }

    private var title: String {
        let down = hosts.count { $0.state == .down }
        return down > 0 ? "\(down) down" : "Overview"
    }

    private var content: HTML {
        let query = order.query
        return """
            <h1>Overview</h1>
            \(("<p class=\"verdict\">\(down)</p>" as HTML).renewed(as: "verdict"))
            \(Totals(GroupSummary(GroupName(literal: "all"), hosts)).html.renewed(as: "totals"))
            <div class="bandhead"><h2>Groups</h2>
            \(RangeBar(range: range, page: Link.overview, others: query).presets)</div>
            \(HTML.part("groups", table))
            \(paging.html(of: "groups") { Link.overview.with(query + rangeQuery + $0) })\
            \(list)
            """
    }

    private var table: HTML {
        GroupsTable(
            rows: groups, order: order, address: { Link.overview.with($0.query + rangeQuery) }, time: range.words
        ).html
    }

    private var rangeQuery: [(String, String)] { range.preset == Self.usualRange ? [] : range.query }

    /// One sentence that answers whether all is well.
    private var down: HTML {
        let down = hosts.filter { $0.state == .down }.sorted { $0.key < $1.key }
        guard !down.isEmpty else { return "<span class=\"up\">●</span> No host is down." }
        let shown = down.prefix(Self.maximumDown).map { host -> HTML in
            " <a class=\"down\" href=\"\(Link.host(host.key))\">✕ \(host.key.name)</a>"
        }
        let more: HTML =
            down.count > Self.maximumDown
            ? " and <a href=\"\(Link.hosts.with([("state", "down")]))\">\(down.count - Self.maximumDown) more</a>" : ""
        return "\(down.count) of \(hosts.count) hosts down:\(shown)\(more)"
    }

    private var list: HTML {
        let order = HostOrder.usual
        let shown = hosts.smallest(Self.maximumHosts, by: order.isBefore)
        let all: HTML =
            hosts.count > shown.count
            ? "<small>the \(shown.count) to look at first · <a href=\"\(Link.hosts)\">all \(hosts.count)</a></small>"
            : ""
        return """
            <h2>Hosts\(all)</h2>
            \(HostTable(
                hosts: shown, order: order, address: { Link.hosts.with($0.query) }, freshness: freshness
            ).html.renewed(as: "hosts"))
            """
    }

    private var empty: HTML {
        """
        <h1>Overview</h1>
        <div class="plain"><p>No host has been heard yet.</p>
        <p class="note">Start an agent on a host of this network: <code>plexus-agent</code>. It sends to \
        239.2.11.71:8649 unless told otherwise with <code>--send</code>.</p></div>

        """
    }
}
