import Archive
import Graphs
import MetricModel

/// One value at one moment, and everything that it was made from.
struct ExplainPage {
    let explanation: Explanation
    let freshness: Freshness

    var page: Page {
        let host = explanation.host
        return Page(
            title: "\(explanation.metric) on \(host.name)",
            trail: [
                (host.cluster.text, Link.group(host.cluster)), (host.name.text, Link.host(host)),
                (explanation.metric.description, Link.explain(explanation.metric, of: host)),
            ],
            freshness: freshness, content: content)
    }

    private var content: HTML {
        """
        <div class="head"><h1>\(explanation.metric.description)</h1>\
        <span class="note">on \(explanation.host.name), \(moment(explanation.time))</span></div>
        <ol class="walk">\(meaning)\(told)\(datagrams)\(waiting)\(rows)\(shown)</ol>

        """
    }

    private func step(_ title: String, _ body: HTML) -> HTML {
        "<li class=\"plain\"><h2>\(title)</h2>\n\(body)</li>\n"
    }

    private var meaning: HTML {
        guard let field = explanation.field else {
            return step(
                "What it is",
                "<p>The host has not told of it since the aggregator was started; what it means is not known now.</p>")
        }
        let unit = explanation.unit.map { $0.symbol.isEmpty ? "a number" : "in \($0.symbol)" } ?? "a number"
        return step(
            "What it is",
            """
            <p>\(field.title): \(field.summary)</p>
            <p class="note">A \(field.kind.word), \(unit): \(field.kind.derivation). \
            Values outside \(HumanText.value(field.range.lowerBound, of: field, in: freshness.zone)) to \
            \(HumanText.value(field.range.upperBound, of: field, in: freshness.zone)) are refused.</p>
            """)
    }

    private var told: HTML {
        guard let latest = explanation.latest else {
            return step("What its agent said last", "<p>Nothing since the aggregator was started.</p>")
        }
        return step(
            "What its agent said last",
            "<p><b>\(text(latest.value))</b> for the \(Int(latest.length)) s until \(moment(Int(latest.end)))</p>")
    }

    private var datagrams: HTML {
        guard let link = explanation.link else {
            return step("How its datagrams came", "<p>Nothing is kept of the hour around the moment.</p>")
        }
        func count(_ number: Double?) -> String { number.map(HumanText.count) ?? HumanText.unknown }
        let skew: HTML = link.skew.map { "; its clock was \(HumanText.value($0, in: .seconds)) behind ours" } ?? ""
        return step(
            "How its datagrams came",
            """
            <p>In the hour around it \(count(link.lost)) were lost, \(count(link.late)) late, \
            \(count(link.duplicates)) came twice and \(count(link.rejected)) were rejected\(skew).</p>
            """)
    }

    private var waiting: HTML {
        if let row = explanation.trace?.waiting {
            return step(
                "In the journal",
                """
                <p><b>\(text(row.value))</b> for \(moment(row.start)) to \(moment(row.end)), as it was told: \
                it waits to be written into the file.</p>
                """)
        }
        let words =
            explanation.time <= explanation.trace?.writtenUntil ?? 0
            ? "Its row has been written into the file." : "No row that waits holds this moment."
        return step("In the journal", "<p>\(words)</p>")
    }

    private var rows: HTML {
        guard let trace = explanation.trace else {
            return step("In the file", "<p>No file has a column for it yet.</p>")
        }
        let table: HTML =
            trace.rows.isEmpty
            ? "<p>No archive has a row of this moment: it is too old, or still to come.</p>"
            : """
            <div class="scroll"><table><thead><tr><th>Archive</th><th>From</th><th>To</th><th class="n">Value</th></tr>\
            </thead><tbody>
            \(trace.rows.map(row))</tbody></table></div>
            """
        return step(
            "In the file",
            """
            <p class="note"><code>\(trace.path)</code>, column <code>\(trace.column)</code>: a row every \(trace.step) s, \
            unknown after \(trace.heartbeat) s without a new one, written until \(moment(trace.writtenUntil))</p>
            \(table)
            """)
    }

    private func row(_ row: ValueTrace.Row) -> HTML {
        """
        <tr><th>\(HumanText.duration(Double(row.end - row.start))) \(row.consolidation.word)</th>\
        <td>\(moment(row.start))</td><td>\(moment(row.end))</td><td class="n">\(text(row.value))</td></tr>

        """
    }

    private var shown: HTML {
        guard !explanation.graphs.isEmpty else { return step("In graphs", "<p>No graph shows it.</p>") }
        let (from, to) = ("\(explanation.time - 1800)", "\(explanation.time + 1800)")
        let links = explanation.graphs.map { graph -> HTML in
            let address = Link.host(explanation.host).graph(
                graph.name.text, "svg", [("from", from), ("to", to), ("size", "1200x480")])
            return "<li><a href=\"\(address)\">\(graph.title)</a>: \(graph.summary)</li>\n"
        }
        return step("In graphs", "<p>They read the archive whose rows are nearest to a pixel.</p>\n<ul>\(links)</ul>")
    }

    private func text(_ value: Double) -> String {
        guard !value.isNaN else { return "unknown" }
        guard let field = explanation.field else { return HumanText.value(value, in: .none) }
        return HumanText.value(value, in: explanation.unit ?? field.unit)
    }

    private func moment(_ seconds: Int) -> String { freshness.zone.text(at: seconds) }
}

extension Consolidation {
    /// What rows of an archive are, in words.
    fileprivate var word: String {
        switch self {
        case .average: "mean"
        case .min: "minimum"
        case .max: "maximum"
        case .last: "last value"
        }
    }
}
