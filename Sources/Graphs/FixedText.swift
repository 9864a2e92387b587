import Foundation

/// Numbers with so many decimals, as `printf` writes them.
package enum FixedText {
    private static let powers: [Double] = [1, 10, 100, 1000]

    /// Rounded to the nearest, from the middle to even: several times as fast as a format, which takes over for more than
    /// three decimals and numbers of more than nine digits.
    package static func of(_ number: Double, decimals: Int) -> String {
        guard powers.indices.contains(decimals), abs(number) < 1e9 else {
            return String(format: "%.\(decimals)f", number)
        }
        let scaled = Int((abs(number) * powers[decimals]).rounded(.toNearestOrEven))
        let sign = number.sign == .minus ? "-" : ""
        guard decimals > 0 else { return "\(sign)\(scaled)" }
        let power = Int(powers[decimals])
        let rest = String(scaled % power)
        return "\(sign)\(scaled / power).\(String(repeating: "0", count: decimals - rest.utf8.count))\(rest)"
    }
}
