/// An age as people write it: a number and h, d, w or y, as `90d`.
package enum AgeText {
    /// Seconds; nil if it is no age, or one of more than a hundred thousand of a unit.
    package static func seconds(_ text: String) -> Int? {
        let units: [Character: Int] = ["h": 3600, "d": 86_400, "w": 7 * 86_400, "y": 365 * 86_400]
        guard let unit = text.last.flatMap({ units[$0] }), let number = Int(text.dropLast()), 1...100_000 ~= number
        else { return nil }
        return number * unit
    }
}
