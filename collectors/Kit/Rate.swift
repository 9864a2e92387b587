import Procfs

/// A counter's change per second; nil if a reading lacks it, it fell, or no time passed.
func rate(_ earlier: UInt64?, _ later: UInt64?, over seconds: Double) -> Double? {
    guard let earlier, let later, let advance = later.advance(since: earlier), seconds > 0 else { return nil }
    return Double(advance) / seconds
}
