import HTTPTypes
import MetricModel

/// The page that stands for one that cannot be shown, and says why.
struct ErrorPage {
    let error: WebError
    let freshness: Freshness

    var page: Page {
        Page(
            title: "\(error.status.code)", freshness: freshness,
            content: """
                <div class="plain"><h1>\(error.error)</h1>
                <p class="note">\(error.hint)</p>
                <p><a href="\(Link.overview)">All hosts</a></p></div>

                """)
    }
}

/// The page for a host name that several clusters have.
struct ChoicePage {
    let name: HostName
    let keys: [HostKey]
    /// What each host's address says about time.
    let query: [(String, String)]
    let freshness: Freshness

    var page: Page {
        Page(
            title: name.text, freshness: freshness,
            content: """
                <div class="plain"><h1>\(keys.count) hosts are called \(name)</h1>
                <ul>\(keys.map { "<li><a href=\"\(Link.host($0).with(query))\">\($0.description)</a></li>\n" })</ul></div>

                """)
    }
}
