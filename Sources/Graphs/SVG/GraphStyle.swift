/// The look of drawn graphs, as CSS: for the style sheet of pages and for graphs in files.
///
/// Colours have names: `s-blue` and the other ``GraphColor``s, `p7` to `p20` for the rest of the ``Palette``. A colour's
/// class sets `fill` and `stroke`; the classes of what is drawn say which of them counts.
package enum GraphStyle {
    /// The class of a series' colour; nil for one that is not in the palette.
    package static func className(of shade: Shade) -> String? { classes[shade] }

    private static let classes: [Shade: String] = Dictionary(
        series.map { ($0.shade, $0.name) }, uniquingKeysWith: { first, _ in first })

    private static let series: [(name: String, shade: Shade)] =
        GraphColor.allCases.map { ("s-\($0.rawValue)", $0.shade) }
        + (7..<Palette.count).map { ("p\($0)", Palette.shade($0)) }

    /// Rules for pages, with colours by variables: those of ``variables`` and the page's own `--surface`, `--text`,
    /// `--muted` and `--outline`.
    package static let css =
        shapes + words { name, _ in "var(--\(name))" }
        + series.map { "." + $0.name + "{fill:var(--\($0.name));stroke:var(--\($0.name)-line)}" }.joined() + "\n"

    /// Declarations of the colours of series, for a rule of a page's style sheet.
    ///
    /// Each is light or dark as the page's `color-scheme` is.
    package static var variables: String {
        func both(_ shade: (GraphTheme) -> Shade) -> String { "light-dark(\(shade(.light)),\(shade(.dark)))" }
        return series.map { name, shade in
            "--\(name):\(both { $0.fill(shade) });--\(name)-line:\(both { $0.line(shade) })"
        }.joined(separator: ";")
    }

    /// Rules for a graph in a file of its own: light, or dark where the reader's system is.
    ///
    /// - `colors`: the classes of colours that it uses.
    static func standalone(_ colors: [String]) -> String {
        let used = series.map(\.name).filter(colors.contains)
        return shapes + lightWords + used.compactMap { lightRules[$0] }.joined()
            + "\n@media (prefers-color-scheme:dark){" + darkWords + used.compactMap { darkRules[$0] }.joined() + "}"
    }

    private static let lightWords = words { _, shade in "\(shade(.light))" }
    private static let darkWords = words { _, shade in "\(shade(.dark))" }
    private static let lightRules = rules(.light)
    private static let darkRules = rules(.dark)

    private static func rules(_ theme: GraphTheme) -> [String: String] {
        Dictionary(
            series.map { ($0.name, ".\($0.name){fill:\(theme.fill($0.shade));stroke:\(theme.line($0.shade))}") },
            uniquingKeysWith: { first, _ in first })
    }

    /// What depends on no theme.
    ///
    /// Lengths in `.gp` are half pixels.
    private static let shapes =
        """
        .graph{font:11px system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",sans-serif;\
        font-variant-numeric:tabular-nums}\
        .graph .gt{font-size:13px;font-weight:600}.graph .ge{text-anchor:end}.graph .gc{text-anchor:middle}\
        .gl{fill:none;stroke-width:3;stroke-linejoin:round;stroke-linecap:round}\
        .gk{stroke-width:1.5;stroke-linejoin:round}.gw{stroke:none;fill-opacity:.22}\
        .gb{stroke:none;fill-opacity:.32}.gh{fill:none;stroke-width:1.5;stroke-opacity:.75}\
        .gd,\(dashed){stroke-dasharray:10 6}.go,\(dotted){stroke-dasharray:3 6}.gg{stroke-opacity:.13}\
        .gn,.gv{fill-opacity:.045}.gr{fill-opacity:.1}.gm{stroke-dasharray:3 3}.gg,.ga,.gm,.gx{fill:none}\
        .gq{stroke:none}.gf{stroke-width:1}.gy{shape-rendering:crispEdges;fill:none}.gy rect{stroke:none}\
        .graph .gs{font-size:10px;text-anchor:middle}
        """
        + Cividis.shades.enumerated().map { step, shade in
            ".c\(step){stroke:\(shade)}rect.c\(step){fill:\(shade)}.graph .k\(step){fill:\(Cividis.ink(on: step))}"
        }.joined() + "\n"

    /// Seven hues can be told apart; of more lines the next are broken in ways of their own.
    private static let dashed = (7..<14).map { ".p\($0) .gl" }.joined(separator: ",")
    private static let dotted = (14..<21).map { ".p\($0) .gl" }.joined(separator: ",")

    /// What has the colour of words.
    ///
    /// - `color`: what stands for a colour, by the name of its variable.
    private static func words(_ color: (String, (GraphTheme) -> Shade) -> String) -> String {
        let (text, muted) = (color("text", \.text), color("muted", \.muted))
        let (outline, surface) = (color("outline", \.outline), color("surface", \.surface))
        return """
            .graph text,.gn,.gv,.gr{fill:\(text)}.graph .gu,.gi{fill:\(muted)}.gz{fill:\(surface)}.gf{stroke:\(surface)}\
            .gg,.gx{stroke:\(text)}.gm,.gj{stroke:\(muted)}.ga{stroke:\(outline)}

            """
    }
}
