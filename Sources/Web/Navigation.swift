/// The places that every page leads to, and the way to any other: a search.
///
/// The script goes to a place when `g` and the first letter of its name are typed.
enum Navigation {
    private static let places: [(words: String, page: PageAddress)] = [
        ("Hosts", Link.hosts), ("Metrics", Link.metrics), ("Compare", Link.compare), ("Views", Link.views),
        ("Events", Link.events),
    ]

    static var html: HTML {
        let links = places.map { place -> HTML in
            "<li><a href=\"\(place.page)\" data-key=\"\(place.words.prefix(1).lowercased())\">\(place.words)</a></li>\n"
        }
        return """
            <ul class="places">\(links)</ul>
            <form role="search" action="\(Link.search.action)" method="get">\(Link.kept.inputs())\
            <input type="search" name="q" placeholder="Search" aria-label="Search hosts, groups, metrics and graphs" \
            maxlength="200" spellcheck="false" autocomplete="off"></form>

            """
    }
}
