extension UInt64 {
    /// How far a counter has come; nil if it fell, which no counter does unless it was reset.
    package func advance(since earlier: UInt64) -> UInt64? {
        self >= earlier ? self - earlier : nil
    }

    /// How far a counter has come that the kernel prints with 32 bits; nil if it was reset.
    ///
    /// A fall of more than half the range is taken for the step over 2³², a smaller one for a reset.
    func advanceOf32Bits(since earlier: UInt64) -> UInt64? {
        if self >= earlier { return self - earlier }
        let fall = earlier - self
        guard earlier <= UInt32.max, fall > 1 << 31 else { return nil }
        return (1 << 32) - fall
    }
}
