/// The colours of pages, by what they mean.
///
/// Text has a contrast of at least 4.5 to 1 on every ground it stands on.
package struct Theme: Sendable {
    /// The page, and what lies on it: tables, tiles, the header.
    package let ground, surface: String
    package let text: String
    /// Of what matters less: units, explanations.
    package let muted: String
    /// Rules between rows, and the outlines of what can be used.
    package let line, outline: String
    package let link: String
    /// A host's state.
    package let up, down, left: String
    /// The ground of a row about a host that is down.
    package let alarm: String
    /// How far a bar is filled, and the bar.
    package let bar, track: String

    package static let light = Theme(
        ground: "#f5f7f9", surface: "#ffffff", text: "#17212b", muted: "#566373", line: "#e3e8ed",
        outline: "#84909d", link: "#005f96", up: "#00704f", down: "#b23a00", left: "#566373", alarm: "#fdf1ea",
        bar: "#0072b2", track: "#dfe6ec")

    package static let dark = Theme(
        ground: "#0f151b", surface: "#171f27", text: "#e5ebf1", muted: "#9fadbb", line: "#27323d",
        outline: "#6d7b89", link: "#6fb8f0", up: "#4cc7a0", down: "#ff9a66", left: "#9fadbb", alarm: "#2c1e17",
        bar: "#4fa3e0", track: "#2a3642")

    /// Every pair of text and the ground it stands on.
    package var pairs: [(text: String, ground: String)] {
        [text, muted, link, up, down, left].flatMap { text in [ground, surface, alarm].map { (text, $0) } }
    }

    /// The colours as CSS variables, each light or dark as the page's `color-scheme` is.
    static var variables: String {
        let colors: [(name: String, color: KeyPath<Theme, String>)] = [
            ("ground", \.ground), ("surface", \.surface), ("text", \.text), ("muted", \.muted), ("line", \.line),
            ("outline", \.outline), ("link", \.link), ("up", \.up), ("down", \.down), ("left", \.left),
            ("alarm", \.alarm), ("bar", \.bar), ("track", \.track),
        ]
        return colors.map { "--\($0.name):light-dark(\(light[keyPath: $0.color]),\(dark[keyPath: $0.color]))" }
            .joined(separator: ";")
    }
}
