package import Foundation
import Graphs
package import MetricModel

/// What all pages have in common: the head, the way back, and the foot that says how fresh everything is.
struct Page {
    let title: String
    /// The way from the overview to here, each step with its address; the last is the page itself.
    var trail: [(words: String, page: PageAddress)] = []
    /// After how many seconds a browser should ask again; nil for a page whose content does not age.
    var refresh: Int?
    let freshness: Freshness
    let content: HTML

    var html: HTML {
        """
        <!DOCTYPE html>
        <html lang="en" data-zone="\(ZoneName.of(freshness.zone))"\(theme)>
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        \(refreshElement)<title>\(fullTitle)</title>
        <link rel="stylesheet" href="\(Link.styleSheet)">
        <script type="module" src="\(Link.script)"></script>
        <link rel="icon" type="image/svg+xml" href="\(Link.favicon)">
        </head>
        <body\(live)>
        <a class="skip" href="#content">Skip to the content</a>
        <header class="top"><nav aria-label="Main">
        <a class="brand" href="\(Link.overview)">\(Favicon.mark)Plexus</a>
        \(crumbs)\(Navigation.html)</nav></header>
        <main id="content">
        \(refresh == nil ? "" : freshness.badge)\(content)</main>
        \(freshness.footer)</body>
        </html>

        """
    }

    var fullTitle: String { "\(title) · Plexus" }

    /// What the reader's system would say otherwise.
    private var theme: HTML {
        guard let theme = Link.kept.theme else { return "" }
        return " data-theme=\"\(theme)\""
    }

    private var refreshElement: HTML {
        guard let refresh else { return "" }
        // A browser that once has read it reloads, whatever a script does about it.
        return "<noscript><meta http-equiv=\"refresh\" content=\"\(refresh)\"></noscript>\n"
    }

    /// How often a script renews what ages.
    private var live: HTML {
        guard let refresh else { return "" }
        return " data-live=\"\(refresh)\""
    }

    private var crumbs: HTML {
        guard !trail.isEmpty else { return "" }
        let steps = trail.enumerated().map { index, step -> HTML in
            index == trail.count - 1
                ? "<span aria-hidden=\"true\">/</span><a href=\"\(step.page)\" aria-current=\"page\">\(step.words)</a>"
                : "<span aria-hidden=\"true\">/</span><a href=\"\(step.page)\">\(step.words)</a>"
        }
        return "<span class=\"crumbs\">\(steps)</span>\n"
    }
}

/// How old what a page shows is, for its foot.
package struct Freshness: Sendable {
    /// When the page was made.
    package let now: Timestamp
    /// When any host was last heard; nil if none ever was.
    package let newest: Timestamp?
    /// The archive's step, in seconds.
    package let step: Int
    /// Whose clocks the page shows.
    package let zone: TimeZone

    /// Of a page that shows only what was last heard then; nil for nothing at all.
    func about(_ newest: Timestamp?) -> Freshness { Freshness(now: now, newest: newest, step: step, zone: zone) }

    /// Says so where nothing new has come for some steps; hidden else, and shown by the script when it is time.
    var badge: HTML {
        guard let newest else { return "" }
        let limit = 4 * step + 15
        let isStale = now.seconds - newest.seconds > limit
        let hidden: HTML = isStale ? "" : " hidden"
        let badge: HTML = """
            <p class="stale" role="status" data-newest="\(newest.seconds)" data-limit="\(limit)"\(hidden)>\
            <span aria-hidden="true">▲</span> No data since \(HumanText.moment(newest, in: zone))</p>

            """
        return badge.renewed(as: "stale")
    }

    var footer: HTML {
        let data: HTML =
            if let newest {
                "Newest data \(HumanText.ago(newest, at: now))"
            } else {
                "No data yet"
            }
        return """
            <footer><span>Plexus \(Version.text)</span><span>\(data)</span><span>Kept every \(step) s</span>\
            <span>Page of <time datetime="\(ISO8601.text(now))">\(HumanText.moment(now, in: zone))</time></span></footer>

            """
    }
}
