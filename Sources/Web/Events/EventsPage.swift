import Aggregator
import Graphs
import MetricModel

/// What happened in a time: a strip of when, a list of what, and how to tell more.
struct EventsPage {
    /// All that are wanted, the earliest first.
    let events: [RecordedEvent]
    let filter: EventFilter
    /// Of the list, whose first is the newest.
    let paging: Paging
    let range: PageRange
    /// Where the server is asked: `http://127.0.0.1:8650`, for the examples.
    let server: String
    let freshness: Freshness

    /// A page has so many events at most.
    static let size = 100
    /// The range unless an address says otherwise.
    static let usualRange = RangePreset.week

    var page: Page {
        Page(title: "Events", trail: [("events", Link.events)], freshness: freshness, content: content)
    }

    private var content: HTML {
        let bar = RangeBar(range: range, page: Link.events, others: filter.query)
        return """
            <div class="head"><h1>Events</h1><span class="note">\(note)</span></div>
            \(form)<div class="bandhead">\(bar.presets)</div>
            \(bar.times)\
            \(list)\(telling)
            """
    }

    private var note: String {
        let isCut = events.count >= Site.maximumEvents
        return "\(isCut ? "the newest " : "")\(events.count) in \(range.words)"
    }

    private var form: HTML {
        """
        <form class="filter" action="\(Link.events.action)" method="get">\(Link.kept.inputs())\
        \(HTML(range.query.map { "<input type=\"hidden\" name=\"\($0)\" value=\"\($1)\">" }))\
        <label>Words <input type="search" name="q" value="\(filter.words?.text ?? "")" maxlength="200" \
        spellcheck="false"></label>
        <label>Host <input type="text" name="host" value="\(filter.host?.description ?? "")" maxlength="200" \
        spellcheck="false"></label>
        <label>Group <input type="text" name="group" value="\(filter.group?.text ?? "")" maxlength="200" \
        spellcheck="false"></label>
        <label>By <select name="by">\(option(nil, "anybody"))\(option(.told, "people and programs"))\
        \(option(.noticed, "Plexus itself"))</select></label>
        <button>Show</button></form>

        """
    }

    private func option(_ teller: EventFilter.Teller?, _ words: String) -> HTML {
        let selected: HTML = teller == filter.teller ? " selected" : ""
        return "<option value=\"\(teller?.rawValue ?? "")\"\(selected)>\(words)</option>"
    }

    private var list: HTML {
        guard !events.isEmpty else {
            let more: HTML =
                filter.query.isEmpty
                ? "" : " <a href=\"\(Link.events.with(range.query))\">Show all of this time</a>."
            return "<p class=\"plain\">Nothing like this happened in \(range.words).\(more)</p>\n"
        }
        let (noticed, told) = (events.filter(\.isOwn).map(\.mark), events.filter { !$0.isOwn }.map(\.mark))
        let strip = EventStrip(told: told, noticed: noticed, time: range.time, zone: range.zone)
        let places = (events.count - paging.range.upperBound)..<(events.count - paging.range.lowerBound)
        return """
            <figure class="strip">\(HTML(stringLiteral: strip.text(width: 1240, as: .inline(id: "strip"))))\
            <figcaption><span>\(ColorKey.html(.blue)) told by people and programs, \
            \(ColorKey.html(.grey)) noticed by Plexus</span></figcaption></figure>
            \(EventTable(events: Array(events[places]), zone: range.zone).html)\
            \(paging.html(of: "events") { Link.events.with(filter.query + range.query + $0) })
            """
    }

    /// How to add one; a form would need the token in the page.
    private var telling: HTML {
        let about =
            filter.host.map { ("host", "hosts", $0.description) } ?? filter.group.map { ("group", "groups", $0.text) }
        let option = about.map { " --\($0.0) \(Self.shell($0.2))" } ?? ""
        let field = about.map { ", \"\($0.1)\": [\(JSON.string($0.2).text)]" } ?? ""
        let document = "{\"text\": \"deploy 42\"\(field)}"
        return """
            <h2>Tell what happened</h2>
            <div class="plain"><p><code>plexus event "deploy 42"\(option)</code></p>
            <p><code>curl -H 'Content-Type: application/json' -d \(Self.shell(document)) \(Self.shell("\(server)/api/v1/events"))</code></p>
            <p class="note">From another host than the server's it takes the token of its configuration: \
            <code>-H "Authorization: Bearer $PLEXUS_TOKEN"</code>. Graphs mark what is told, from its \
            <code>start</code> to its <code>end</code>.</p></div>

            """
    }

    /// Text as one word of a shell's command.
    private static func shell(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { byte in
            byte < 128 && (Unicode.Scalar(byte).properties.isAlphabetic || "0123456789/._-:".utf8.contains(byte))
        }
        return isPlain && !text.isEmpty ? text : "'" + text.replacing("'", with: #"'\''"#) + "'"
    }
}

extension RecordedEvent {
    /// As graphs have it.
    var mark: EventMark { EventMark(start: Int(start), end: end.map { Int($0) }, text: text) }
}
