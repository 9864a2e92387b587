/// The colours of things that have no meaning of their own, as hosts and devices: in a fixed order, so that the third
/// host has the same colour in every graph of a page.
package enum Palette {
    private static let hues: [GraphColor] = [.blue, .orange, .green, .purple, .skyblue, .vermilion, .yellow]

    /// How many shades there are before they repeat.
    package static let count = 3 * hues.count

    /// The seven hues first, then the same darker, then lighter; repeats after ``count``.
    package static func shade(_ index: Int) -> Shade {
        let place = index % count
        let shade = hues[place % hues.count].shade
        return switch place / hues.count {
        case 0: shade
        case 1: shade.mixed(with: Shade(0x000000), 0.45)
        default: shade.mixed(with: Shade(0xFFFFFF), 0.55)
        }
    }
}
