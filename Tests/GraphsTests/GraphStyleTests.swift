import Graphs
import Testing

@Suite("The look of a drawn graph")
struct GraphStyleTests {
    private static let shades = GraphColor.allCases.map(\.shade) + (0..<Palette.count).map(Palette.shade)

    @Test(
        "stands out: lines 3 to 1, text 4.5 to 1, on both grounds of each theme", arguments: [GraphTheme.light, .dark])
    func contrast(theme: GraphTheme) {
        for ground in [theme.ground, theme.surface] {
            for shade in Self.shades {
                #expect(theme.line(shade).contrast(to: ground) >= 3, "\(shade) on \(ground)")
            }
            for text in [theme.text, theme.muted] { #expect(text.contrast(to: ground) >= 4.5) }
            #expect(theme.outline.contrast(to: ground) >= 3)
        }
    }

    @Test("keeps colours apart", arguments: [GraphTheme.light, .dark])
    func distinct(theme: GraphTheme) {
        let hues = Set(GraphColor.allCases.map { theme.line($0.shade) })
        #expect(hues.count == GraphColor.allCases.count)
        #expect(Set(GraphColor.allCases.map { theme.fill($0.shade) }).count == GraphColor.allCases.count)
    }

    @Test(
        "is measured as WCAG says",
        arguments: [
            (Shade(0x000000), Shade(0xFFFFFF), 21.0), (Shade(0x777777), Shade(0xFFFFFF), 4.48),
        ])
    func measure(one: Shade, other: Shade, ratio: Double) { #expect(abs(one.contrast(to: other) - ratio) < 0.005) }

    @Test("has a rule for every colour, and a variable for both themes for those that pages set")
    func rules() {
        for color in GraphColor.allCases {
            #expect(GraphStyle.css.contains(".s-\(color){fill:var(--s-\(color));stroke:var(--s-\(color)-line)}"))
            let (light, dark) = (GraphTheme.light.line(color.shade), GraphTheme.dark.line(color.shade))
            #expect(GraphStyle.variables.contains("--s-\(color)-line:light-dark(\(light),\(dark))"))
        }
        #expect(GraphStyle.css.contains(".p20{"))
        // Pages allow no outside address, and no rule may reach out of a graph by its tag alone.
        #expect(!GraphStyle.css.contains("url("))
    }

    @Test("of heat maps grows lighter step by step")
    func cividis() {
        let steps = Cividis.shades.map(\.luminance)
        #expect(steps == steps.sorted() && Set(steps).count == 7)
    }
}
