import ClusterState
import Graphs
import MetricModel

/// Groups with what their hosts come to and how that went, one a row; all rows have the same scales.
struct GroupsTable {
    struct Row: Sendable {
        let group: GroupSummary
        /// Those that need a person first.
        let worst: [HostSummary]
        let trend: GroupTrend
    }

    let rows: [Row]
    let order: GroupOrder
    /// The page in another order.
    let address: (GroupOrder) -> String
    /// As a part of a sentence: `the last 3 hours`.
    let time: String

    var html: HTML {
        """
        <div class="scroll"><table class="groups">
        <thead><tr>\(head("Group", .name, ""))\(head("Hosts", .hosts, ""))\
        \(head("Load per core", .load))\(head("CPU busy", .cpu))\(head("Memory used", .memory))\
        \(head("Network in, out", .network))<th class="wide">Busiest hosts<small>load per core</small></th></tr></thead>
        <tbody>
        \(rows.map(row))</tbody></table></div>
        <p class="note">The lines show \(time); those of a column have one scale: load per core up to \
        \(HumanText.load(loadLimits.high))\(network).\(usual)</p>

        """
    }

    private var network: HTML {
        guard let highest = networkLimits.high else { return "" }
        return
            ", network up to \(HumanText.traffic(highest)), \(ColorKey.html(.blue)) in and \(ColorKey.html(.orange)) out"
    }

    /// The way back to the order that no column has.
    private var usual: HTML {
        order == .usual
            ? " Those with hosts down come first, then the busiest."
            : " <a href=\"\(address(.usual))\">Order them by what needs a look first</a>."
    }

    private func head(_ words: HTML, _ order: GroupOrder, _ kind: String = "n") -> HTML {
        PageParts.head(words, by: address(order), kind: kind, isCurrent: order == self.order)
    }

    private func row(_ row: Row) -> HTML {
        let group = row.group
        let opening: HTML = group.down > 0 ? "<tr class=\"alarm\">" : "<tr>"
        return """
            \(opening)<th scope="row" class="name"><a href="\(Link.group(group.name))">\(group.name)</a></th>\
            <td>\(Totals.states(group))</td>\
            \(cell(HumanText.load(group.loadPerCore), "load per core", [(row.trend.load, .blue)], loadLimits))\
            \(cell(percent(group.cpuBusy), "CPU", [(row.trend.cpu, .blue)], Self.percents))\
            \(cell(percent(group.memoryUsedShare), "memory", [(row.trend.memory, .blue)], Self.percents))\
            \(cell(
                HumanText.traffic(group.received, group.sent), "network",
                [(row.trend.received, .blue), (row.trend.sent, .orange)], networkLimits))\
            <td class="worst">\(row.worst.map(host))</td></tr>

            """
    }

    private func host(_ host: HostSummary) -> HTML {
        let mark: HTML = host.state == .down ? "<span class=\"down\">✕</span>\u{A0}" : ""
        let value: HTML =
            host.state == .down ? "<span class=\"down\">down</span>" : "\(HumanText.load(host.loadPerCore))"
        return "<span>\(mark)<a href=\"\(Link.host(host.key))\">\(host.key.name)</a> \(value)</span> "
    }

    private func percent(_ value: Double?) -> String { value.map(HumanText.percent) ?? HumanText.unknown }

    /// The present value, and the line that led to it.
    private func cell(
        _ text: String, _ label: String, _ lines: [(values: [Double], color: GraphColor)], _ limits: AxisLimits
    ) -> HTML {
        let muted: HTML = text == HumanText.unknown ? " muted" : ""
        let isKnown = lines.contains { $0.values.contains(where: \.isFinite) }
        let picture: HTML = isKnown ? Self.picture(lines, limits) : ""
        return "<td class=\"n trend\(muted)\" data-label=\"\(label)\">\(text)\(picture)</td>"
    }

    private static let size = (width: 112, height: 26)

    private static func picture(_ lines: [(values: [Double], color: GraphColor)], _ limits: AxisLimits) -> HTML {
        let lines = lines.map { values, color in
            HTML(
                stringLiteral: Sparkline.group(
                    values, width: size.width, height: size.height, limits: limits, color: color))
        }
        return """
            <svg class="graph" viewBox="0 0 \(size.width) \(size.height)" aria-hidden="true">\
            <path class="ga" d="M0 \(size.height - 1)H\(size.width)"/>\(lines)</svg>
            """
    }

    private static let percents = AxisLimits(low: 0, high: 100)

    /// What is below a load of one a core shall look so.
    private var loadLimits: AxisLimits {
        AxisLimits(low: 0, high: max(1, GroupTrend.highest(of: \.load, in: rows.map(\.trend)) ?? 1))
    }

    private var networkLimits: AxisLimits {
        let highest = [\GroupTrend.received, \.sent].compactMap { GroupTrend.highest(of: $0, in: rows.map(\.trend)) }
        return AxisLimits(low: 0, high: highest.max())
    }
}
