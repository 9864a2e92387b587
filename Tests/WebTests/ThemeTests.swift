import Graphs
import Testing
import Web

@Suite("Colours")
struct ThemeTests {
    @Test("of text stand out 4.5 to 1 on every ground", arguments: [Theme.light, Theme.dark])
    func text(theme: Theme) {
        for (text, ground) in theme.pairs {
            #expect(text.contrast(to: ground) >= 4.5, "\(text) on \(ground)")
        }
        // The chosen range is written in the ground's colour on the links'.
        #expect(theme.surface.contrast(to: theme.link) >= 4.5)
    }

    @Test("of bars and outlines stand out 3 to 1", arguments: [Theme.light, Theme.dark])
    func shapes(theme: Theme) {
        #expect(theme.bar.contrast(to: theme.track) >= 3)
        #expect(theme.bar.contrast(to: theme.alarm) >= 3)
        #expect(theme.outline.contrast(to: theme.ground) >= 3)
    }
}
