import ClusterState
import MetricModel

/// Everything at a glance: what is down, the groups, all hosts.
struct OverviewPage {
    let hosts: [HostSummary]
    let freshness: Freshness

    var page: Page {
        Page(title: title, refresh: freshness.step, freshness: freshness, content: hosts.isEmpty ? empty : content)
    }

    private var title: String {
        let down = hosts.count { $0.state == .down }
        return down > 0 ? "\(down) down" : "Overview"
    }

    private var content: HTML {
        """
        <h1>Overview</h1>
        <p class="verdict">\(down)</p>
        \(Totals(GroupSummary(GroupName(literal: "all"), hosts)).html)
        <h2>Groups</h2>
        \(groups)<h2>Hosts</h2>
        \(HostTable(hosts: hosts, freshness: freshness).html)
        """
    }

    /// One sentence that answers whether all is well.
    private var down: HTML {
        let down = hosts.filter { $0.state == .down }.sorted { $0.key < $1.key }
        guard !down.isEmpty else { return "<span class=\"up\">●</span> No host is down." }
        let shown = down.prefix(8).map { host -> HTML in
            " <a class=\"down\" href=\"\(Link.host(host.key))\">✕ \(host.key.name)</a>"
        }
        let more: HTML = down.count > 8 ? " and \(down.count - 8) more" : ""
        return "\(down.count) of \(hosts.count) hosts down:\(shown)\(more)"
    }

    private var groups: HTML {
        """
        <div class="scroll"><table class="groups">
        <thead><tr><th>Group</th><th>Hosts</th><th class="n">Load</th><th class="n wide">Cores</th>\
        <th class="n">CPU busy</th><th class="n">Memory used</th><th class="n wide">of</th></tr></thead>
        <tbody>
        \(GroupSummary.all(of: hosts).map(row))</tbody></table></div>

        """
    }

    private func row(_ group: GroupSummary) -> HTML {
        let opening: HTML = group.down > 0 ? "<tr class=\"alarm\">" : "<tr>"
        return """
            \(opening)<th scope="row" class="name"><a href="\(Link.group(group.name))">\(group.name)</a></th>\
            <td>\(Totals.states(group))</td>\(PageParts.number(HumanText.load(group.loadOne), "load"))\
            \(PageParts.number(group.cores.map(HumanText.count) ?? HumanText.unknown, isWide: true))\
            \(PageParts.share(group.cpuBusy, "CPU"))\(PageParts.share(group.memoryUsedShare, "memory"))\
            \(PageParts.number(group.memoryTotal.map(HumanText.bytes) ?? HumanText.unknown, isWide: true))</tr>

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
