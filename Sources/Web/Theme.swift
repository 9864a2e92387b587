package import Graphs

/// The colours of pages, by what they mean; what graphs have too has theirs.
///
/// Text has a contrast of at least 4.5 to 1 on every ground it stands on.
package struct Theme: Sendable {
    /// The page, and what lies on it: tables, tiles, the header.
    package let ground, surface: Shade
    package let text: Shade
    /// Of what matters less: units, explanations.
    package let muted: Shade
    /// Rules between rows, and the outlines of what can be used.
    package let line, outline: Shade
    package let link: Shade
    /// A host's state.
    package let up, down, left: Shade
    /// The ground of a row about a host that is down.
    package let alarm: Shade
    /// How far a bar is filled, and the bar.
    package let bar, track: Shade

    package static let light = Theme(
        .light, line: 0xE3E8ED, link: 0x005F96, up: 0x00704F, down: 0xB23A00, alarm: 0xFDF1EA, track: 0xDFE6EC)

    package static let dark = Theme(
        .dark, line: 0x27323D, link: 0x6FB8F0, up: 0x4CC7A0, down: 0xFF9A66, alarm: 0x2C1E17, track: 0x2A3642)

    private init(
        _ graphs: GraphTheme, line: UInt32, link: UInt32, up: UInt32, down: UInt32, alarm: UInt32, track: UInt32
    ) {
        (ground, surface, outline) = (graphs.ground, graphs.surface, graphs.outline)
        (text, muted, left) = (graphs.text, graphs.muted, graphs.muted)
        bar = graphs.line(GraphColor.blue.shade)
        (self.line, self.link, self.track) = (Shade(line), Shade(link), Shade(track))
        (self.up, self.down, self.alarm) = (Shade(up), Shade(down), Shade(alarm))
    }

    /// Every pair of text and the ground it stands on.
    package var pairs: [(text: Shade, ground: Shade)] {
        [text, muted, link, up, down, left].flatMap { text in [ground, surface, alarm].map { (text, $0) } }
    }

    /// The colours as CSS variables, each light or dark as the page's `color-scheme` is.
    static var variables: String {
        let colors: [(name: String, color: KeyPath<Theme, Shade>)] = [
            ("ground", \.ground), ("surface", \.surface), ("text", \.text), ("muted", \.muted), ("line", \.line),
            ("outline", \.outline), ("link", \.link), ("up", \.up), ("down", \.down), ("left", \.left),
            ("alarm", \.alarm), ("bar", \.bar), ("track", \.track),
        ]
        return colors.map { "--\($0.name):light-dark(\(light[keyPath: $0.color]),\(dark[keyPath: $0.color]))" }
            .joined(separator: ";")
    }
}
