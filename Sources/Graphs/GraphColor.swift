/// A colour of the Okabe–Ito palette, which people with any kind of colour vision can tell apart, by the name that
/// definitions use.
///
/// A meaning has one colour in every graph: user code is blue, the kernel orange, waiting vermilion.
package enum GraphColor: String, Sendable, Hashable, CaseIterable {
    case blue, orange, green, vermilion, skyblue, purple, yellow, grey, black

    package var shade: Shade {
        switch self {
        case .blue: Shade(0x0072B2)
        case .orange: Shade(0xE69F00)
        case .green: Shade(0x009E73)
        case .vermilion: Shade(0xD55E00)
        case .skyblue: Shade(0x56B4E9)
        case .purple: Shade(0xCC79A7)
        case .yellow: Shade(0xF0E442)
        case .grey: Shade(0x7F7F7F)
        case .black: Shade(0x000000)
        }
    }
}

/// A colour as screens mix it.
package struct Shade: Sendable, Hashable, CustomStringConvertible {
    package let red, green, blue: UInt8

    /// - `rgb`: 0xRRGGBB; higher bits do not count.
    package init(_ rgb: UInt32) {
        red = UInt8(truncatingIfNeeded: rgb >> 16)
        green = UInt8(truncatingIfNeeded: rgb >> 8)
        blue = UInt8(truncatingIfNeeded: rgb)
    }

    private init(red: UInt8, green: UInt8, blue: UInt8) {
        (self.red, self.green, self.blue) = (red, green, blue)
    }

    /// As in `#RRGGBB`.
    package var description: String {
        "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined()
    }

    /// The shade with so much of another in it, 0...1.
    func mixed(with other: Shade, _ share: Double) -> Shade {
        func mix(_ own: UInt8, _ foreign: UInt8) -> UInt8 {
            UInt8((Double(own) * (1 - share) + Double(foreign) * share).rounded())
        }
        return Shade(red: mix(red, other.red), green: mix(green, other.green), blue: mix(blue, other.blue))
    }
}
