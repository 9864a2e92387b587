import Foundation
import Testing
import Web

@Suite("Colours")
struct ThemeTests {
    @Test("of text stand out 4.5 to 1 on every ground", arguments: [Theme.light, Theme.dark])
    func text(theme: Theme) {
        for (text, ground) in theme.pairs {
            #expect(contrast(text, ground) >= 4.5, "\(text) on \(ground)")
        }
        // The chosen range is written in the ground's colour on the links'.
        #expect(contrast(theme.surface, theme.link) >= 4.5)
    }

    @Test("of bars and outlines stand out 3 to 1", arguments: [Theme.light, Theme.dark])
    func shapes(theme: Theme) {
        #expect(contrast(theme.bar, theme.track) >= 3)
        #expect(contrast(theme.bar, theme.alarm) >= 3)
        #expect(contrast(theme.outline, theme.ground) >= 3)
    }

    @Test("are measured as WCAG says", arguments: [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48)])
    func measure(one: String, other: String, ratio: Double) {
        #expect(abs(contrast(one, other) - ratio) < 0.005)
    }

    private func contrast(_ one: String, _ other: String) -> Double {
        let (a, b) = (luminance(one), luminance(other))
        return (max(a, b) + 0.05) / (min(a, b) + 0.05)
    }

    /// WCAG 2.2's relative luminance.
    private func luminance(_ color: String) -> Double {
        let rgb = UInt32(color.dropFirst(), radix: 16) ?? 0
        let linear = [16, 8, 0].map { shift -> Double in
            let share = Double(rgb >> UInt32(shift) & 0xFF) / 255
            return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }
}
