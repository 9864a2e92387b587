/// The colours of heat maps: seven steps of cividis, which look alike to all kinds of colour vision and grow lighter
/// evenly.
package enum Cividis {
    /// From low to high.
    package static let shades = [0x00224E, 0x213D6B, 0x4C556C, 0x6C6E72, 0x8E8978, 0xB9A76A, 0xFEE838].map {
        Shade(UInt32($0))
    }

    /// The step, 0...6, that a value's share of the scale lies in.
    static func step(_ share: Double) -> Int { min(max(Int(share * Double(shades.count)), 0), shades.count - 1) }

    /// Black or white, whichever is read better on a step.
    static func ink(on step: Int) -> Shade {
        let (white, black) = (Shade(0xFFFFFF), Shade(0x000000))
        return shades[step].contrast(to: white) >= shades[step].contrast(to: black) ? white : black
    }
}
