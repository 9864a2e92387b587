/// The look of drawn graphs, as CSS: for the style sheet of pages and for graphs in files.
///
/// Colours have names: `s-blue` and the other ``GraphColor``s, `p7` to `p20` for the rest of the ``Palette``. A colour's
/// class sets `fill` and `stroke`; the classes of what is drawn say which of them counts.
package enum GraphStyle {
    /// The class of a series' colour; nil for one that is not in the palette.
    static func className(of shade: Shade) -> String? { classes[shade] }

    private static let classes: [Shade: String] = Dictionary(
        series.map { ($0.shade, $0.name) }, uniquingKeysWith: { first, _ in first })

    private static let series: [(name: String, shade: Shade)] =
        GraphColor.allCases.map { ("s-\($0.rawValue)", $0.shade) }
        + (7..<Palette.count).map { ("p\($0)", Palette.shade($0)) }

    /// Rules for pages, with colours by variables: those of ``variables(_:)`` and the page's own `--surface`, `--text`,
    /// `--muted` and `--outline`.
    package static let css = shapes + rules { name, _ in "var(--\(name))" }

    /// Declarations of the colours of series, for a rule of a page's style sheet.
    package static func variables(_ theme: GraphTheme) -> String {
        series.map { "--\($0.name):\(theme.fill($0.shade));--\($0.name)-line:\(theme.line($0.shade))" }
            .joined(separator: ";")
    }

    /// Rules for a graph in a file of its own: light, or dark where the reader's system is.
    package static let standalone =
        shapes + rules { _, shade in "\(shade(.light))" } + "@media (prefers-color-scheme:dark){"
        + rules { _, shade in "\(shade(.dark))" } + "}"

    /// What depends on no colour. Lengths in `.gp` are half pixels.
    private static let shapes = """
        .graph{font:11px system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",sans-serif;\
        font-variant-numeric:tabular-nums}\
        .graph .gt{font-size:13px;font-weight:600}.graph .ge{text-anchor:end}.graph .gc{text-anchor:middle}\
        .gl{fill:none;stroke-width:3;stroke-linejoin:round;stroke-linecap:round}.gk{stroke-width:1.5;stroke-linejoin:round}\
        .gw{stroke:none;fill-opacity:.22}.gb{stroke:none;fill-opacity:.32}\
        .gh{fill:none;stroke-width:1.5;stroke-opacity:.75}\
        .gd{stroke-dasharray:10 6}.go{stroke-dasharray:2 6}.gg{stroke-opacity:.13}\
        .gn,.gv{fill-opacity:.045}.gr{fill-opacity:.1}.gm{stroke-dasharray:3 3}.gg,.ga,.gm,.gx{fill:none}

        """

    /// - `color`: what stands for a colour, by the name of its variable.
    private static func rules(_ color: (String, (GraphTheme) -> Shade) -> String) -> String {
        let text = color("text", \.text)
        let muted = color("muted", \.muted)
        let outline = color("outline", \.outline)
        return """
            .graph text,.gn,.gv,.gr,.gp .gi{fill:\(text)}.graph .gu{fill:\(muted)}.gz{fill:\(color("surface", \.surface))}\
            .gg,.gm,.gx{stroke:\(text)}.ga{stroke:\(outline)}

            """
            + series.map { name, shade in
                """
                .\(name){fill:\(color(name) { $0.fill(shade) });\
                stroke:\(color("\(name)-line") { $0.line(shade) })}
                """
            }.joined() + "\n"
    }
}
