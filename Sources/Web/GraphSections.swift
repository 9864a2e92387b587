import Graphs
import MetricModel

/// The graphs of one subject that stand together in a page.
struct DrawnSection {
    let section: GraphSection
    /// Those that are drawn, then those that are only named.
    let drawn: [DrawnGraph]
    let others: [GraphDefinition]

    var count: Int { drawn.count + others.count }
}

/// The graphs of a host or a group by their subjects, to be folded.
struct GraphSections {
    let sections: [DrawnSection]
    /// The page of the host or group, whose links keep what is chosen.
    let page: PageAddress
    let name: String
    let range: PageRange
    /// Whether a graph of instances leads to one for each.
    var unfolds = false

    /// Links to each section: those that are not drawn become so.
    var jumps: HTML {
        guard !sections.isEmpty else { return "" }
        let all: HTML =
            sections.contains { !$0.others.isEmpty }
            ? "<li><a href=\"\(page.with(range.query + [("open", "all")]))\">Draw all</a></li>\n" : ""
        return """
            <nav aria-label="Sections"><ul class="ranges jumps">
            \(sections.map { section in
                "<li><a href=\"\(address(of: section))\">\(section.section.title) <small>\(section.count)</small></a></li>\n"
            })\(all)</ul></nav>

            """
    }

    var html: HTML { HTML(sections.map(section)) }

    private func address(of section: DrawnSection) -> String {
        let anchor = "#\(Link.encoded(section.section.id))"
        guard section.drawn.isEmpty else { return anchor }
        return page.with(range.query + [("open", section.section.id)]) + anchor
    }

    private func section(_ section: DrawnSection) -> HTML {
        let isOpen: HTML = section.drawn.isEmpty ? "" : " open"
        let count = "\(section.count) \(section.count == 1 ? "graph" : "graphs")"
        return """
            <details class="section" id="\(section.section.id)"\(isOpen)><summary><h2>\(section.section.title)\
            <small>\(count)</small></h2></summary>
            \(graphs(section.drawn))\(names(section))</details>

            """
    }

    private func graphs(_ graphs: [DrawnGraph]) -> HTML {
        guard !graphs.isEmpty else { return "" }
        return "<div class=\"graphs\">\n\(graphs.map(figure))</div>\n"
    }

    private func figure(_ graph: DrawnGraph) -> HTML {
        GraphFigure(
            graph: graph, page: page, name: name, range: range, hasData: false, unfolds: unfolds
        ).html
    }

    /// Those that are not drawn, so that the page stays light.
    private func names(_ section: DrawnSection) -> HTML {
        guard !section.others.isEmpty else { return "" }
        let links = section.others.map { definition -> HTML in
            let address = page.appending("graph").appending(definition.name.text).with(range.query)
            return "<li><a href=\"\(address)\">\(definition.title)</a></li>\n"
        }
        let draw: HTML =
            section.drawn.isEmpty
            ? "<p><a href=\"\(address(of: section))\">Draw \(links.count == 1 ? "it" : "them") here</a></p>\n" : ""
        return "\(draw)<ul class=\"names\">\(links)</ul>\n"
    }
}

extension Site {
    /// Graphs by their sections, drawn as far as is wanted and a page has room for.
    ///
    /// - `beside`: how many graphs the page has beside these.
    func sections(
        _ definitions: [GraphDefinition], of subject: GraphSubject, over range: PageRange, _ choice: SectionChoice,
        as options: GraphOptions = GraphOptions(), beside: Int = 0
    ) async -> [DrawnSection] {
        let groups = GraphSection.groups(of: definitions)
        let counts = choice.counts(
            of: groups.map { ($0.section.id, $0.definitions.count) }, beside: beside, hosts: subject.members.count)
        let wanted = zip(groups, counts).flatMap { group, count in group.definitions.prefix(count) }
        var drawn = await wanted.concurrently { definition in
            var options = options
            if definition.isOfInstances { options.busiest = Self.busiest }
            return await draw(definition, of: subject, over: range, as: options)
        }[...]
        return zip(groups, counts).map { group, count in
            defer { drawn = drawn.dropFirst(count) }
            return DrawnSection(
                section: group.section, drawn: Array(drawn.prefix(count)),
                others: Array(group.definitions.dropFirst(count)))
        }
    }

    /// So many instances can be told apart in a small graph.
    private static let busiest = 5
}
