import TestKit

extension SeededGenerator {
    mutating func int(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

    /// True in so many of a hundred cases.
    mutating func happens(_ percent: Int) -> Bool { int(0...99) < percent }
}
