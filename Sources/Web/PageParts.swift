import ClusterState
import MetricModel

/// Pieces that several pages are made of.
enum PageParts {
    /// A state in sign, word and colour, so that it can be told by each.
    static func state(_ state: Host.State) -> HTML {
        switch state {
        case .up: "<span class=\"up\">● up</span>"
        case .down: "<span class=\"down\">✕ down</span>"
        case .left: "<span class=\"left\">○ left</span>"
        }
    }

    /// A share in percent with a bar; unknown if nil.
    static func share(_ percent: Double?, _ label: String) -> HTML {
        guard let percent else { return number(HumanText.unknown, label) }
        return "<td class=\"n\" data-label=\"\(label)\">\(bar(percent))\(HumanText.percent(percent))</td>"
    }

    /// A cell with a number that is already text.
    ///
    /// - `label`: what stands before it where a table is too wide for the screen and its head is not shown.
    /// - `isWide`: whether it is left out there.
    static func number(_ text: String, _ label: String = "", isWide: Bool = false) -> HTML {
        let wide: HTML = isWide ? " wide" : ""
        let muted: HTML = text == HumanText.unknown ? " muted" : ""
        let label: HTML = label.isEmpty ? "" : " data-label=\"\(label)\""
        return "<td class=\"n\(wide)\(muted)\"\(label)>\(text)</td>"
    }

    /// A moment as its age, with the moment itself for machines and for those who point at it.
    static func ago(_ moment: Timestamp, _ freshness: Freshness) -> HTML {
        let text = ISO8601.text(moment)
        return """
            <time datetime="\(text)" title="\(HumanText.moment(moment, in: freshness.zone))">\
            \(HumanText.ago(moment, at: freshness.now))</time>
            """
    }

    /// The head of a column: a link that orders the table by it, the highest first.
    ///
    /// - `kind`: classes of the cell.
    /// - `isCurrent`: whether the table is ordered so.
    static func head(_ words: HTML, by address: String, kind: String = "n", isCurrent: Bool) -> HTML {
        let sort: HTML = isCurrent ? " aria-sort=\"descending\"" : ""
        return "<th scope=\"col\" class=\"\(kind)\"\(sort)><a href=\"\(address)\">\(words)</a></th>"
    }

    private static func bar(_ percent: Double) -> HTML {
        let width = Int(max(0, min(100, percent)).rounded())
        return """
            <svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">\
            <rect class="track" width="100" height="10"/><rect class="fill" width="\(width)" height="10"/></svg>
            """
    }
}
