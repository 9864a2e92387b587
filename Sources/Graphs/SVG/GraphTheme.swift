/// The colours of a drawn graph on a light or a dark ground.
///
/// Lines stand out 3 to 1 on both grounds, text 4.5 to 1: shades of the palette that are too near a ground are darkened or
/// lightened for lines, and stay as they are for the fills that those lines bound.
package struct GraphTheme: Sendable {
    /// A page, and what pictures lie on in it.
    package let ground, surface: Shade
    package let text, muted: Shade
    /// The axis and what is marked in it.
    package let outline: Shade
    /// What everything is mixed with to stand out.
    private let ink: Shade
    private let lines: [GraphColor: Shade]

    package static let light = GraphTheme(
        ground: Shade(0xF5F7F9), surface: Shade(0xFFFFFF), text: Shade(0x17212B), muted: Shade(0x566373),
        outline: Shade(0x84909D), ink: Shade(0x000000), lines: [:])

    package static let dark = GraphTheme(
        ground: Shade(0x0F151B), surface: Shade(0x171F27), text: Shade(0xE5EBF1), muted: Shade(0x9FADBB),
        outline: Shade(0x6D7B89), ink: Shade(0xFFFFFF),
        lines: [.blue: Shade(0x4FA3E0), .skyblue: Shade(0x9AD2F2), .black: Shade(0xE6E6E6)])

    /// How far lines stand out on ``ground`` and ``surface``.
    package static let lineContrast = 3.0

    /// The shade for a line that is meant to have another shade.
    package func line(_ shade: Shade) -> Shade {
        if let color = GraphColor.allCases.first(where: { $0.shade == shade }), let own = lines[color] { return own }
        return shade.mixed(towards: ink, until: Self.lineContrast + 0.05, on: [ground, surface])
    }

    /// The shade for a layer that is meant to have another shade.
    package func fill(_ shade: Shade) -> Shade {
        let isDark = surface.luminance < 0.5
        // Large bright layers glare on a dark ground; black ones would be holes in it.
        return isDark ? line(shade).mixed(with: surface, 0.25) : shade.mixed(with: surface, 0.12)
    }
}

extension Shade {
    /// A shade like it that stands out in both themes, for colours that have no name.
    var forBothThemes: Shade {
        GraphTheme.dark.line(GraphTheme.light.line(self))
    }
}
