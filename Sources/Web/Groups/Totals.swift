import MetricModel

/// What a set of hosts comes to, as a row of tiles.
struct Totals {
    private let group: GroupSummary

    init(_ group: GroupSummary) { self.group = group }

    var html: HTML {
        """
        <dl class="tiles">
        <div><dt>Hosts</dt><dd class="states">\(Self.states(group))</dd></div>
        <div><dt>Load per core</dt><dd>\(HumanText.load(group.loadPerCore)) \(cores)</dd></div>
        <div><dt>CPU busy</dt><dd>\(group.cpuBusy.map(HumanText.percent) ?? HumanText.unknown)</dd></div>
        <div><dt>Memory used</dt><dd>\(memory)</dd></div>
        <div><dt>Network in, out</dt><dd>\(HumanText.traffic(group.received)) \
        \(sent)</dd></div>
        </dl>
        """
    }

    /// How many hosts are in which state; states without a host are left out.
    static func states(_ group: GroupSummary) -> HTML {
        var parts: [HTML] = []
        if group.down > 0 { parts.append("<span class=\"down\">✕ \(group.down) down</span> ") }
        if group.up > 0 { parts.append("<span class=\"up\">● \(group.up) up</span> ") }
        if group.left > 0 { parts.append("<span class=\"left\">○ \(group.left) left</span> ") }
        return HTML(parts)
    }

    private var cores: HTML {
        guard let cores = group.cores else { return "" }
        return "<small>\(HumanText.load(group.loadOne)) on \(HumanText.value(cores, in: .cores))</small>"
    }

    private var sent: HTML {
        guard let sent = group.sent else { return "" }
        return "<small>\(HumanText.traffic(sent)) out</small>"
    }

    private var memory: HTML {
        guard let total = group.memoryTotal, let share = group.memoryUsedShare else { return "\(HumanText.unknown)" }
        return "\(HumanText.percent(share)) <small>of \(HumanText.bytes(total))</small>"
    }
}
