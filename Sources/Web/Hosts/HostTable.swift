import ClusterState
import MetricModel

/// Hosts with what they are doing, one a row.
struct HostTable {
    /// In the order in which they are shown.
    let hosts: [HostSummary]
    let order: HostOrder
    /// The page in another order.
    let address: (HostOrder) -> String
    let freshness: Freshness
    /// Off where all are of one cluster that the page already names.
    var showsCluster = true

    var html: HTML {
        """
        <div class="scroll"><table class="hosts">
        <thead><tr>\(head("State", .state, ""))\(head("Host", .name, ""))\
        \(showsCluster ? head("Cluster", .cluster, "wide") : "")\(head("Load per core", .load))\
        <th class="n wide"><abbr title="Load averages of 1, 5 and 15 minutes">Load 1 · 5 · 15 min</abbr></th>\
        \(head("CPU busy", .cpu))\(head("Memory used", .memory))\(head("Network in, out", .network))\
        <th class="n wide">Cores</th>\(head("Last heard", .heard))</tr></thead>
        <tbody>
        \(hosts.map(row))</tbody></table></div>

        """
    }

    private func head(_ words: HTML, _ order: HostOrder, _ kind: String = "n") -> HTML {
        PageParts.head(words, by: address(order), kind: kind, isCurrent: order == self.order)
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
            \(PageParts.number(HumanText.load(host.loadPerCore), "load"))\
            \(PageParts.number(loads(host), isWide: true))\
            \(PageParts.share(host.cpuBusy, "CPU"))\(PageParts.share(host.memoryUsedShare, "memory"))\
            \(PageParts.number(HumanText.traffic(host.received, host.sent), "net"))\
            \(PageParts.number(host.cores.map(HumanText.count) ?? HumanText.unknown, isWide: true))\
            <td class="n" data-label="heard">\(PageParts.ago(host.lastHeard, freshness))</td></tr>

            """
    }

    private func loads(_ host: HostSummary) -> String {
        let loads = [host.loadOne, host.loadFive, host.loadFifteen]
        return loads.allSatisfy { $0 == nil }
            ? HumanText.unknown : loads.map(HumanText.load).joined(separator: " · ")
    }
}
