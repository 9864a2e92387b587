import MetricModel

/// Every metric there is, by subject, with its unit and its meaning; each leads to its page across hosts.
struct MetricsPage {
    let definitions: [Definition]
    /// How many hosts tell of each subject now.
    let hosts: [SubjectName: Int]
    /// Words that must all be in a metric's names, its title or its meaning; nil for all metrics.
    let filter: Words?
    let freshness: Freshness

    private struct Row {
        let field: Field
        let metric: String
        let flat: String
    }

    var page: Page {
        Page(title: "Metrics", trail: [("metrics", Link.metrics)], freshness: freshness, content: content)
    }

    /// By subject, those that hosts tell of first; of several versions that agents have, the first stands for all.
    private var subjects: [(definition: Definition, rows: [Row])] {
        var seen: Set<String> = []
        let all = definitions.map { definition in
            (
                definition: definition,
                rows: definition.fields.compactMap { field -> Row? in
                    let row = Row(
                        field: field, metric: definition.metricPattern(of: field),
                        flat: definition.flatPattern(of: field))
                    guard seen.insert(row.metric).inserted else { return nil }
                    let texts = [row.metric, row.flat, field.title, field.summary, definition.title]
                    return filter.map { $0.areIn(texts) } ?? true ? row : nil
                }
            )
        }.filter { !$0.rows.isEmpty }
        return all.filter { isTold($0.definition) } + all.filter { !isTold($0.definition) }
    }

    private func isTold(_ definition: Definition) -> Bool { hosts[definition.subject, default: 0] > 0 }

    private var content: HTML {
        let subjects = subjects
        let count = subjects.reduce(0) { $0 + $1.rows.count }
        return """
            <div class="head"><h1>Metrics</h1><span class="note">\(count) of \(subjects.count) subjects\
            \(filter.map { " with “\($0.text)”" } ?? "")</span>\
            <a href="\(Link.aggregate)">By patterns of metrics and hosts</a></div>
            \(FormParts.form(
                Link.metrics, label: "Which metrics",
                FormParts.text("q", "With the words", filter?.text ?? "", example: "disk latency"), button: "Find"))
            \(subjects.isEmpty ? nothing : "")\(subjects.map { section($0.definition, $0.rows) })
            """
    }

    private var nothing: HTML {
        "<p class=\"plain\">No metric has these words. <a href=\"\(Link.metrics)\">All metrics</a></p>\n"
    }

    private func section(_ definition: Definition, _ rows: [Row]) -> HTML {
        let told = hosts[definition.subject, default: 0]
        let isOpen: HTML = filter == nil ? "" : " open"
        return """
            <details class="subject"\(isOpen)><summary><b>\(definition.title)</b> <code>\(definition.subject)\
            \(definition.hasInstances ? "@*" : "")</code> <span class="note">\(rows.count) \
            \(rows.count == 1 ? "metric" : "metrics"), \(told == 0 ? "of no host now" : told == 1 ? "of one host" : "of \(told) hosts")\
            </span></summary>
            <div class="scroll"><table class="metrics">
            <thead><tr><th scope="col">Metric</th><th scope="col">Title</th><th scope="col">Unit</th>\
            <th scope="col">Meaning</th></tr></thead>
            <tbody>
            \(rows.map(row))</tbody></table></div></details>

            """
    }

    private func row(_ row: Row) -> HTML {
        let name: HTML =
            row.field.kind == .text
            ? "<code>\(row.metric)</code>" : "<a href=\"\(Link.metric(row.metric))\"><code>\(row.metric)</code></a>"
        return """
            <tr><th scope="row" class="name">\(name)</th><td class="name">\(row.field.title)</td>\
            <td>\(row.field.unit.symbol)</td><td class="meaning">\(row.field.summary)</td></tr>

            """
    }
}
