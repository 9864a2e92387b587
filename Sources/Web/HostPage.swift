import ClusterState
import Graphs
import MetricModel

/// One host: why it is loaded, every graph, what it is, and every value it gives.
struct HostPage {
    let host: HostDetail
    /// What is unlike earlier hours; nil where nothing is compared.
    let comparison: HostComparison?
    let headline: [DrawnGraph]
    let sections: [DrawnSection]
    let events: EventBrief
    /// Which earlier time the reader wants beside the first graphs; nil for the usual.
    let previous: PreviousChoice?
    /// What the address says otherwise than usual, beside the time.
    let query: [(String, String)]
    let range: PageRange
    let freshness: Freshness

    private var summary: HostSummary { host.summary }

    var page: Page {
        let key = summary.key
        return Page(
            title: key.name.text,
            trail: [(key.cluster.text, Link.group(key.cluster)), (key.name.text, Link.host(key))],
            refresh: freshness.step, freshness: freshness.about(summary.lastHeard), content: content)
    }

    private var content: HTML {
        """
        \(head.renewed(as: "head"))
        \(renamed)<div class="bandhead">\(bar.presets)\(earlier)</div>
        \(bar.times)\
        <div class="graphs">
        <section class="now">\(tiles.renewed(as: "tiles"))\(HTML.part("unlike", unlike))</section>
        \(headline.map(figure))</div>
        \(parts.jumps)\(parts.html)\
        \(HTML.part("events", events.html))
        <h2>Facts</h2>
        \(HTML.part("facts", "<dl class=\"facts plain\">\(facts)</dl>"))
        <h2>Latest values<small>\(summary.metrics)</small></h2>
        \(HTML.part("values", ValueTables(host: host, freshness: freshness).html))
        """
    }

    private var head: HTML {
        """
        <div class="head"><h1>\(summary.key.name)</h1>\(PageParts.state(summary.state))\
        <span class="note">\(lastHeard)</span>\
        <a href="\(GraphOwner.host(summary.key).week)">Hours of the week</a></div>
        """
    }

    private var own: PageAddress { Link.host(summary.key).keeping(query) }

    private var bar: RangeBar { RangeBar(range: range, page: own) }

    private var parts: GraphSections {
        GraphSections(sections: sections, page: own, name: summary.key.name.text, range: range, unfolds: true)
    }

    private func figure(_ graph: DrawnGraph) -> HTML {
        GraphFigure(
            graph: graph, page: own, name: summary.key.name.text, range: range, hasSentence: true, unfolds: true
        ).html
    }

    private var unlike: HTML {
        guard let comparison else { return "" }
        return "<h2>\(comparison.title)</h2>\n\(comparison.html)"
    }

    /// Which earlier time is drawn beside the first graphs.
    private var earlier: HTML {
        let usual = range.comparedPeriod.flatMap { PreviousChoice(rawValue: $0.rawValue) } ?? PreviousChoice.none
        let choices: [(PreviousChoice, String)] = [
            (.day, "the day before"), (.week, "the week before"), (.none, "nothing"),
        ]
        return NamedChoices(
            name: "Dashed",
            choices: choices.map { choice, words in
                ChoiceLinks.Choice(
                    words: words, address: own.with(range.query + [("previous", choice.rawValue)]),
                    isCurrent: choice == previous ?? usual)
            }
        ).html
    }

    private var lastHeard: HTML {
        let ago = PageParts.ago(summary.lastHeard, freshness)
        return summary.state == .left ? "its agent stopped on purpose, last heard \(ago)" : "last heard \(ago)"
    }

    private var renamed: HTML {
        guard let name = host.renamedTo else { return "" }
        return "<p class=\"note\">Its agent now speaks as <a href=\"\(Link.host(name))\">\(name.description)</a>.</p>\n"
    }

    private var tiles: HTML {
        """
        <dl class="tiles">
        <div><dt>Load, 1 · 5 · 15 min</dt><dd>\(HumanText.load(summary.loadOne)) \
        <small>\(HumanText.load(summary.loadFive)) · \(HumanText.load(summary.loadFifteen))</small></dd></div>
        <div><dt>CPU busy</dt><dd>\(summary.cpuBusy.map(HumanText.percent) ?? HumanText.unknown)\
        \(small(summary.cores.map { "of " + HumanText.value($0, in: .cores) }))</dd></div>
        <div><dt>Memory used</dt><dd>\(summary.memoryUsedShare.map(HumanText.percent) ?? HumanText.unknown)\
        \(small(summary.memoryTotal.map { "of " + HumanText.bytes($0) }))</dd></div>
        <div><dt>Up for</dt><dd>\(uptime)</dd></div>
        </dl>
        """
    }

    private func small(_ text: String?) -> HTML {
        guard let text else { return "" }
        return " <small>\(text)</small>"
    }

    private var uptime: String {
        guard summary.state == .up, let bootTime = host.bootTime else { return HumanText.unknown }
        return HumanText.duration(max(0, Double(freshness.now - bootTime) / 1000))
    }

    private var facts: [HTML] {
        var facts: [HTML] = []
        func fact(_ name: String, _ value: HTML?) {
            facts.append("<div><dt>\(name)</dt><dd>\(value ?? "\(HumanText.unknown)")</dd></div>\n")
        }
        func fact(_ name: String, _ value: String?) { fact(name, value.map { "\($0)" as HTML }) }
        fact("Kernel", host.kernel)
        fact("Machine", host.machine)
        fact("CPU", host.cpu)
        fact("Cores", summary.cores.map(HumanText.count))
        fact("Memory", summary.memoryTotal.map(HumanText.bytes))
        fact("Booted", host.bootTime.map { HumanText.moment($0, in: freshness.zone) })
        fact("Address", summary.address)
        fact("Sends every", HumanText.duration(Double(summary.interval) / 1000))
        fact("Clock behind ours by", summary.skew.map { HumanText.value($0, in: .seconds) })
        fact("Cluster and groups", HTML(summary.groups.map(groupLink)))
        for tag in host.tags { fact("Tag \(tag.key)", tag.value) }
        let counters = summary.counters
        fact("Datagrams", HumanText.count(Double(counters.datagrams)))
        fact("Lost", HumanText.count(Double(counters.lost)))
        fact("Late", HumanText.count(Double(counters.late)))
        fact("Duplicates", HumanText.count(Double(counters.duplicates)))
        fact("Rejected", HumanText.count(Double(counters.rejected)))
        return facts
    }

    private func groupLink(_ group: GroupName) -> HTML { "<a href=\"\(Link.group(group))\">\(group)</a> " }
}
