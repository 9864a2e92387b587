import ClusterState
import MetricModel

/// Hosts with what they are doing, one a row; those that are down stand first.
struct HostTable {
    let hosts: [HostSummary]
    let freshness: Freshness
    /// Off where all are of one cluster that the page already names.
    var showsCluster = true

    var html: HTML {
        let cluster: HTML = showsCluster ? "<th class=\"wide\">Cluster</th>" : ""
        return """
            <div class="scroll"><table class="hosts">
            <thead><tr><th>State</th><th>Host</th>\(cluster)<th class="n"><abbr title="Load average of 1 minute">Load 1</abbr></th>\
            <th class="n wide">5</th><th class="n wide">15 min</th><th class="n">CPU busy</th>\
            <th class="n">Memory used</th><th class="n wide">Cores</th><th class="n">Last heard</th></tr></thead>
            <tbody>
            \(hosts.sorted(by: HostSummary.isBefore).map(row))</tbody></table></div>

            """
    }

    private func row(_ host: HostSummary) -> HTML {
        let opening: HTML = host.state == .down ? "<tr class=\"alarm\">" : "<tr>"
        let cluster: HTML =
            showsCluster
            ? "<td class=\"wide name\"><a href=\"\(Link.group(host.key.cluster))\">\(host.key.cluster)</a></td>" : ""
        let under: HTML = showsCluster ? " <small class=\"narrow muted\">\(host.key.cluster)</small>" : ""
        return """
            \(opening)<td>\(PageParts.state(host.state))</td>\
            <th scope="row" class="name"><a href="\(Link.host(host.key))">\(host.key.name)</a>\(under)</th>\(cluster)\
            \(PageParts.number(HumanText.load(host.loadOne), "load"))\
            \(PageParts.number(HumanText.load(host.loadFive), isWide: true))\
            \(PageParts.number(HumanText.load(host.loadFifteen), isWide: true))\
            \(PageParts.share(host.cpuBusy, "CPU"))\(PageParts.share(host.memoryUsedShare, "memory"))\
            \(PageParts.number(host.cores.map(HumanText.count) ?? HumanText.unknown, isWide: true))\
            <td class="n" data-label="heard">\(PageParts.ago(host.lastHeard, freshness))</td></tr>

            """
    }
}
