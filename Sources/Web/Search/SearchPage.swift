import ClusterState
import MetricModel

/// What was found for some words, the best first; without words, what can be found.
struct SearchPage {
    let words: Words?
    /// The one kind that is shown; nil for all.
    let kind: SearchResult.Kind?
    /// Of every kind.
    let results: [SearchResult]
    /// Of this page.
    let paging: Paging
    /// The states of hosts among the results of this page.
    let states: [HostKey: Host.State]
    /// Names that are nearly what was looked for, where nothing is.
    let nearest: [String]
    let freshness: Freshness

    /// A page has so many results at most.
    static let size = 50

    var page: Page {
        Page(
            title: words.map { "\($0.text) · Search" } ?? "Search", trail: [("search", Link.search)],
            freshness: freshness, content: content)
    }

    private var content: HTML {
        """
        <div class="head"><h1>Search</h1>\(note)</div>
        <form class="filter" action="\(Link.search.action)" method="get">\(Link.kept.inputs())\
        <label>Words <input type="search" name="q" value="\(words?.text ?? "")" maxlength="200" spellcheck="false" \
        size="40"></label><button>Search</button></form>
        \(words.map(found) ?? Self.examples)
        """
    }

    private var note: HTML {
        guard words != nil, !results.isEmpty else { return "" }
        return "<span class=\"note\">\(results.count) \(results.count == 1 ? "result" : "results")</span>"
    }

    private func found(_ words: Words) -> HTML {
        guard !results.isEmpty else { return nothing(words) }
        let shown = results.filter { kind == nil || $0.kind == kind }
        return """
            \(kinds(words))<div class="scroll"><table class="found">
            <thead><tr><th scope="col">What</th><th scope="col">Name</th><th scope="col">About</th></tr></thead>
            <tbody>
            \(shown[paging.range].map(row))</tbody></table></div>
            \(paging.html(of: "results") { Link.search.with([("q", words.text)] + kindQuery(kind) + $0) })
            """
    }

    private func kindQuery(_ kind: SearchResult.Kind?) -> [(String, String)] {
        kind.map { [("kind", $0.rawValue)] } ?? []
    }

    private func kinds(_ words: Words) -> HTML {
        let counts = Dictionary(grouping: results, by: \.kind).mapValues(\.count)
        guard counts.count > 1 || kind != nil else { return "" }
        func choice(_ kind: SearchResult.Kind?, _ text: String) -> ChoiceLinks.Choice {
            ChoiceLinks.Choice(
                words: text, address: Link.search.with([("q", words.text)] + kindQuery(kind)),
                isCurrent: kind == self.kind)
        }
        let own = SearchResult.Kind.allCases.compactMap { kind in
            counts[kind].map { choice(kind, "\(kind.words) \($0)") }
        }
        return ChoiceLinks(label: "Kind", choices: [choice(nil, "All \(results.count)")] + own).html
    }

    private func row(_ result: SearchResult) -> HTML {
        """
        <tr><td class="muted">\(result.kind.rawValue)</td>\
        <th scope="row" class="name"><a href="\(result.page.with(result.query))">\(result.name)</a></th>\
        <td class="name">\(about(result))</td></tr>

        """
    }

    private func about(_ result: SearchResult) -> HTML {
        guard result.kind == .host, let host = result.host else {
            return result.title == result.name ? "" : "\(result.title)"
        }
        let state = states[host].map(PageParts.state) ?? ""
        return "\(state) in <a href=\"\(Link.group(host.cluster))\">\(host.cluster)</a>"
    }

    private func nothing(_ words: Words) -> HTML {
        let links = nearest.map { "<a href=\"\(Link.search.with([("q", $0)]))\">\($0)</a> " as HTML }
        let hint: HTML = links.isEmpty ? "" : "<p class=\"note\">Did you mean \(links)?</p>\n"
        return """
            <div class="plain"><p>Nothing is called “\(words.text)”: no host, group, graph, metric, disk or interface.</p>
            \(hint)<p class="note">Every word must be in one name. See <a href="\(Link.hosts)">all hosts</a>.</p></div>

            """
    }

    private static var examples: HTML {
        let examples: [(String, String)] = [
            ("web1", "a host, by its name or its address; the very name leads straight to it"),
            ("prod/web", "hosts of a cluster"), ("load", "graphs and metrics"),
            ("disk read", "several words, all of which must fit"),
            ("sda", "disks, interfaces, mount points and other instances"),
        ]
        let rows = examples.map { words, meaning -> HTML in
            "<div><dt><a href=\"\(Link.search.with([("q", words)]))\"><code>\(words)</code></a></dt><dd>\(meaning)</dd></div>\n"
        }
        return "<dl class=\"facts plain\">\n\(rows)</dl>\n"
    }
}
