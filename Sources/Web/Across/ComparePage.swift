import Graphs
import MetricModel

/// Hosts and groups on one axis, chosen by links and a form, with their numbers.
struct ComparePage {
    /// What is compared; nil as long as nothing is.
    let drawn: DrawnItem?
    /// What the address says, of which an item is made: what is chosen stays chosen.
    let chosen: Chosen
    /// The graphs that hosts can be compared by.
    let definitions: [GraphDefinition]
    let groups: [GroupName]
    let range: PageRange
    let freshness: Freshness

    /// The state of the page.
    struct Chosen {
        var graph: String
        var places: [GraphItem.Place] = []
        var combination: HostCombination?
        var options = GraphOptions()

        /// As an address has it.
        var pairs: [(String, String)] {
            [("graph", graph)] + placePairs + (combination.map { [("across", $0.text)] } ?? []) + options.pairs
        }

        var placePairs: [(String, String)] { places.map { ($0.key, $0.text) } }
    }

    /// So many groups are offered as links; all of them in the form.
    private static let maximumLinks = 24

    var page: Page {
        Page(
            title: drawn?.words ?? "Compare", trail: [("compare", Link.compare)],
            refresh: drawn != nil && range.isLive ? freshness.step : nil, freshness: freshness, content: content)
    }

    private var bar: RangeBar { RangeBar(range: range, page: Link.compare, others: chosen.pairs) }

    private var content: HTML {
        """
        <div class="head"><h1>\(drawn?.words ?? "Compare hosts and groups")</h1></div>
        \(subjects)\(form)
        \(result)
        """
    }

    private func href(_ change: (inout Chosen) -> Void) -> String {
        var other = chosen
        change(&other)
        return Link.compare.with(other.pairs + range.query)
    }

    /// What is compared, each with a way to take it out, and the groups that could be added.
    private var subjects: HTML {
        let present = chosen.places.enumerated().map { index, place -> HTML in
            """
            <li><span>\(place.key) <b>\(place.text)</b> <a href="\(href { $0.places.remove(at: index) })" \
            aria-label="Take out \(place.text)">✕</a></span></li>

            """
        }
        let others = groups.filter { !chosen.places.contains(.group($0)) }.prefix(Self.maximumLinks)
        let isFull = chosen.places.count >= GraphItem.maximumPlaces
        let added =
            isFull
            ? []
            : others.map { group -> HTML in
                """
                <li><a href="\(href { $0.places.append(.group(group)) })" aria-label="Add the group \(group)">+ \(group)</a></li>

                """
            }
        return "<ul class=\"ranges chips\" aria-label=\"What is compared\">\(present)\(added)</ul>\n"
    }

    private var form: HTML {
        let graphs = definitions.map { ($0.name.text, $0.title) }
        let fields =
            FormParts.select("graph", "Graph", graphs, chosen: chosen.graph)
            + FormParts.select(
                "group", "Add a group", [("", "–")] + groups.prefix(500).map { ($0.text, $0.text) }, chosen: nil)
            + FormParts.text("host", "a host", "", example: "shop/web1")
            + FormParts.text("hosts", "or hosts", "", example: "web[1-4]*")
            + FormParts.select(
                "per", "Per", [("", "–"), ("core", "core"), ("gib", "GiB of memory")],
                chosen: chosen.options.normalisation?.rawValue)
            + FormParts.select(
                "previous", "Beside it",
                [("", "as usual"), ("none", "nothing"), ("day", "the day before"), ("week", "the week before")],
                chosen: chosen.options.previous?.rawValue)
            + FormParts.select(
                "across", "Hosts become", HostCombination.choices("as the graph has it"),
                chosen: chosen.combination?.text)
        return FormParts.form(
            Link.compare, label: "What is compared", hidden: chosen.placePairs + range.query, fields)
    }

    private var result: HTML {
        guard let drawn else {
            return """
                <p class="plain">Choose a group above, or a host, or hosts by a pattern; each is one line. \
                A group's line is what its hosts have together, or per core.</p>

                """
        }
        let links = drawn.adding
        return """
            <div class="bandhead"><h2 id="graphs">Graph</h2>
            \(bar.presets)</div>
            \(bar.times)\
            \(drawn.figure(range, links: links))
            \(drawn.data.map { HTML.part("numbers", NumbersTable(data: $0).html) } ?? "")
            """
    }
}

extension HostCombination {
    /// What a form offers.
    ///
    /// - `none`: what it is called that there is no combination.
    static func choices(_ none: String) -> [(value: String, words: String)] {
        [
            ("", none), ("sum", "their sum"), ("mean", "their mean"), ("max", "the highest"),
            ("p50", "the median"), ("p90", "p90"), ("p95", "p95"), ("p99", "p99"), ("count", "how many there are"),
        ]
    }
}
