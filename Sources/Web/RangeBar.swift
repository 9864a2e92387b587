import Graphs

/// What a page's range is, and the ways to another: links, and two forms that need no script.
struct RangeBar {
    let range: PageRange
    let page: PageAddress
    /// What the page shows beside a time, as its address has it: the links and forms keep it.
    var others: [(String, String)] = []

    /// Links to the spans up to now.
    var presets: HTML {
        """
        <ul class="ranges" aria-label="Range of the graphs">
        \(RangePreset.allCases.map(preset))</ul>
        """
    }

    /// Which time is shown, in which zone, and the ways to another.
    var times: HTML {
        """
        <div class="when"><p>\(range.fullText)\(moment)</p>
        <ul class="ranges" aria-label="Other times">
        \(step("◀", "Earlier by half a range", range.earlierQuery))\
        \(step("▶", "Later by half a range", range.laterQuery))\
        \(step("Zoom out", "Zoom out to twice the range", range.widerQuery))\
        \(step("Now", "The same range up to now", range.latestQuery))\
        <li><a href="\(page.with(others + range.frozenQuery))" aria-label="A link to exactly this time" data-copy>\
        Copy link</a></li></ul>
        <details><summary>Another time</summary>
        <form action="\(page.action)" method="get">\(inputs)
        \(input("from", "From", "text", range.ends.from))\(input("to", "To", "text", range.ends.to))\
        \(input("tz", "Zone", "text", ZoneName.of(range.zone)))\
        <button>Show</button><span class="note">as -6h, 08:00 yesterday, Oct 12 or end-2d</span></form>
        <form action="\(page.action)" method="get">\(inputs)<input type="hidden" name="tz" value="\(ZoneName.of(range.zone))">
        \(input("from", "From", "datetime-local", range.zone.inputText(at: range.time.from)))\
        \(input("to", "To", "datetime-local", range.zone.inputText(at: range.time.to)))\
        <button>Show</button></form></details></div>

        """
    }

    private var inputs: HTML {
        HTML.hidden(others) + page.inputs(except: Self.times + others.map(\.0))
    }

    /// The keys of an address that say which time it shows.
    private static let times = ["range", "from", "to", "at", "tz"]

    private func preset(_ preset: RangePreset) -> HTML {
        let current: HTML = preset == range.span ? " aria-current=\"true\"" : ""
        return """
            <li><a href="\(page.with(others + range.query(preset)))" aria-label="\(preset.fullWords)"\(current)>\
            \(preset.words)</a></li>

            """
    }

    private var moment: HTML {
        guard let moment = range.moment else { return "" }
        return ", around <strong>\(range.zone.text(at: moment))</strong>"
    }

    /// What leads nowhere keeps its place.
    private func step(_ words: String, _ label: String, _ query: [(String, String)]?) -> HTML {
        guard let query else { return "<li><span aria-hidden=\"true\">\(words)</span></li>\n" }
        return "<li><a href=\"\(page.with(others + query))\" aria-label=\"\(label)\">\(words)</a></li>\n"
    }

    private func input(_ name: String, _ words: String, _ type: String, _ value: String) -> HTML {
        let limit: HTML = type == "text" ? " maxlength=\"64\" spellcheck=\"false\"" : ""
        return """
            <label>\(words) <input type="\(type)" name="\(name)" value="\(value)"\(limit)></label>

            """
    }
}
