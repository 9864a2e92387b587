/// Numbers that change as measured ones do, the same in every run.
struct Numbers {
    private var state: UInt64 = 1

    /// With the 24 bits with which values come from an agent; 0...167,772.
    mutating func next() -> Double {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Double(Float(state >> 40) / 100)
    }

    mutating func row(_ columns: Int) -> [Double] { (0..<columns).map { _ in next() } }
}
