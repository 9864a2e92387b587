import Graphs
import Hummingbird

/// What a reader has chosen for all pages, by the address of one: the links of a page carry it on.
struct Kept: Sendable, Equatable {
    /// The name of a zone: `tz=Europe/Berlin`.
    var zone: String?
    /// `theme=light` or `theme=dark`, whatever the reader's system is set to.
    var theme: String?

    static let nothing = Kept()

    init() {}

    init(_ request: Request) throws(WebError) {
        guard request.uri.query != nil else { return }
        zone = try request.timeQuery().zone
        theme = request.query("theme")
        guard theme.map({ ["light", "dark"].contains($0) }) ?? true else {
            throw .badRequest(
                "theme: expected light or dark, found \"\(theme?.prefix(40) ?? "")\"", hint: "try theme=dark")
        }
        _ = try PageRange.zone(zone)
    }

    /// As an address has it.
    ///
    /// - `keys`: what it says otherwise.
    func pairs(except keys: [String] = []) -> [(String, String)] {
        [("tz", zone), ("theme", theme)].compactMap { key, value in
            keys.contains(key) ? nil : value.map { (key, $0) }
        }
    }

    /// The same in a form, whose own inputs would drop it.
    ///
    /// - `keys`: the names of the form's other inputs.
    func inputs(except keys: [String] = []) -> HTML {
        HTML.hidden(pairs(except: keys))
    }
}
