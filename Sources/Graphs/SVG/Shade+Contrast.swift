import Foundation

extension Shade {
    /// WCAG 2.2's relative luminance, 0...1.
    package var luminance: Double {
        func linear(_ value: UInt8) -> Double {
            let share = Double(value) / 255
            return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    /// WCAG's contrast, 1...21.
    package func contrast(to other: Shade) -> Double {
        let (one, two) = (luminance, other.luminance)
        return (max(one, two) + 0.05) / (min(one, two) + 0.05)
    }

    /// The shade, mixed with as much of another as it takes to stand out so far on every ground.
    func mixed(towards other: Shade, until contrast: Double, on grounds: [Shade]) -> Shade {
        for step in 0..<50 {
            let shade = mixed(with: other, Double(step) / 50)
            if grounds.allSatisfy({ shade.contrast(to: $0) >= contrast }) { return shade }
        }
        return other
    }
}
