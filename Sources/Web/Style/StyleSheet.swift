import Graphs
import MetricModel

/// The one style sheet of all pages.
package enum StyleSheet {
    /// Where it is, with its hash, so that browsers keep each version for ever and never an old one.
    package static let address = "/style.css?v=\(version)"

    /// FNV-1a of the text, in hexadecimal.
    package static let version = String(FNV1a.hash(text.utf8), radix: 16)

    package static let text = """
        :root{color-scheme:light dark;\(Theme.variables);\(GraphStyle.variables)}
        :root[data-theme=light]{color-scheme:light}
        :root[data-theme=dark]{color-scheme:dark}
        @media print{:root:root:root{color-scheme:light}}

        """ + GraphStyle.css + layout + tables + overview + graphs + values + wall + explanation + across + script
        + small
}
