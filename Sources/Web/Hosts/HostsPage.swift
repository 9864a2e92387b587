import ClusterState
import MetricModel

/// All hosts, or those that a filter leaves, a page at a time.
struct HostsPage {
    /// Of this page, in their order.
    let hosts: [HostSummary]
    let filter: HostFilter
    let order: HostOrder
    let paging: Paging
    /// How many hosts there are without the filter.
    let total: Int
    let freshness: Freshness

    /// A page has so many at most.
    static let size = 100

    var page: Page {
        Page(
            title: "Hosts", trail: [("hosts", Link.hosts)], refresh: freshness.step, freshness: freshness,
            content: content)
    }

    private var content: HTML {
        """
        <div class="head"><h1>Hosts</h1><span class="note">\(note)</span></div>
        \(form)\(states)\(HTML.part("hosts", table))
        """
    }

    private var note: String {
        paging.count == total ? "\(total)" : "\(paging.count) of \(total)"
    }

    private var form: HTML {
        """
        <form class="filter" action="\(Link.hosts.action)" method="get">\(Link.kept.inputs())\
        \(HTML.hidden(order.query))\
        <label>Name or address <input type="search" name="q" value="\(filter.words?.text ?? "")" maxlength="200" \
        spellcheck="false"></label>
        <label>Group <input type="text" name="group" value="\(filter.group?.text ?? "")" maxlength="200" \
        spellcheck="false"></label>
        <label>State <select name="state">\(option(nil))\(option(.up))\(option(.down))\(option(.left))</select></label>
        <button>Show</button></form>

        """
    }

    private func option(_ state: Host.State?) -> HTML {
        let selected: HTML = state == filter.state ? " selected" : ""
        return "<option value=\"\(state?.rawValue ?? "")\"\(selected)>\(state?.rawValue ?? "any")</option>"
    }

    /// What takes the filter away again.
    private var states: HTML {
        guard !filter.query.isEmpty else { return "" }
        return "<p class=\"note\"><a href=\"\(Link.hosts.with(order.query))\">All \(total) hosts</a></p>\n"
    }

    private var table: HTML {
        guard !hosts.isEmpty else {
            return total == 0
                ? "<p class=\"plain\">No host has been heard yet.</p>\n"
                : "<p class=\"plain\">No host is like this.</p>\n"
        }
        return """
            \(HostTable(
                hosts: hosts, order: order, address: { Link.hosts.with(filter.query + $0.query) }, freshness: freshness
            ).html)\
            \(paging.html(of: "hosts") { Link.hosts.with(filter.query + order.query + $0) })
            """
    }
}
