import Graphs
import MetricModel

/// Metrics by pattern, of hosts by pattern: a line for each, or one value of all of them.
struct AggregatePage {
    /// nil as long as nothing is asked for.
    let drawn: DrawnItem?
    let chosen: Chosen
    let groups: [GroupName]
    let range: PageRange
    let freshness: Freshness

    /// What the form's fields have.
    struct Chosen {
        var metrics = ""
        var hosts = ""
        var group: String?
        var across: String?
        var draw: String?
        var view: String?

        /// As an address has it; what was left empty is left out.
        var pairs: [(String, String)] {
            let patterns = metrics.split(separator: " ").map { ("metrics", Optional(String($0))) }
            return
                (patterns + [
                    ("hosts", hosts), ("group", group), ("across", across), ("draw", draw), ("view", view),
                ]).compactMap { key, value in value.flatMap { $0.isEmpty ? nil : (key, $0) } }
        }
    }

    var page: Page {
        Page(
            title: drawn?.words ?? "Aggregate", trail: [("metrics", Link.metrics), ("aggregate", Link.aggregate)],
            refresh: drawn != nil && range.isLive ? freshness.step : nil, freshness: freshness, content: content)
    }

    private var content: HTML {
        """
        <div class="head"><h1>\(drawn?.words ?? "Metrics by pattern")</h1></div>
        \(form)
        \(result)
        """
    }

    private var form: HTML {
        let fields =
            FormParts.text("metrics", "Metrics", chosen.metrics, example: "load.one or disk@*.reads")
            + FormParts.text("hosts", "Hosts", chosen.hosts, example: "web[1-4]* or prod/*")
            + FormParts.select(
                "group", "and those of", [("", "no group")] + groups.prefix(500).map { ($0.text, $0.text) },
                chosen: chosen.group)
            + FormParts.select("across", "Show", HostCombination.choices("each host"), chosen: chosen.across)
            + FormParts.select(
                "draw", "as", [("", "lines"), ("stack", "layers"), ("share", "shares of all")], chosen: chosen.draw)
            + FormParts.select(
                "view", "of", [("", "the largest by name"), ("spread", "the mean and eight of ten")],
                chosen: chosen.view)
        return FormParts.form(Link.aggregate, label: "What is drawn", hidden: range.query, fields)
    }

    private var result: HTML {
        guard let drawn else { return examples }
        return """
            <div class="bandhead"><h2 id="graphs">Graph</h2>
            \(bar.presets)</div>
            \(bar.times)\
            \(drawn.figure(range, links: drawn.adding))
            \(drawn.data.map { HTML.part("numbers", NumbersTable(data: $0, comparesWithFirst: false).html) } ?? "")
            """
    }

    private var bar: RangeBar { RangeBar(range: range, page: Link.aggregate, others: chosen.pairs) }

    private static let samples: [(words: String, query: [(String, String)])] = [
        ("Load of every host", [("metrics", "load.one"), ("hosts", "*")]),
        ("p95 of CPU idle across hosts", [("metrics", "cpu.idle"), ("hosts", "*"), ("across", "p95")]),
        (
            "All disks' reads, added up by disk",
            [("metrics", "disk@*.reads"), ("hosts", "*"), ("across", "sum"), ("draw", "stack")]
        ),
        ("Memory used, each host's share", [("metrics", "memory.used"), ("hosts", "*"), ("draw", "share")]),
    ]

    private var examples: HTML {
        """
        <div class="plain"><p>Metrics and hosts are chosen by patterns: <code>*</code> is any text, <code>?</code> any \
        character, <code>[1-4]</code> one of some, <code>{web,db}</code> either; <code>prod/*</code> is a cluster's hosts. \
        After a <code>~</code> stands a regular expression. Several patterns of metrics are parted by spaces. \
        Each host counts once.</p>
        <ul>\(Self.samples.map { sample in
            "<li><a href=\"\(Link.aggregate.with(sample.query + range.query))\">\(sample.words)</a></li>\n" as HTML
        })</ul></div>

        """
    }
}
