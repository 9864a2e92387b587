extension Array where Element: AdditiveArithmetic {
    /// Gives the array so many elements, whatever they are: its memory is used again.
    mutating func fit(_ count: Int) {
        if self.count > count { removeLast(self.count - count) }
        if self.count < count { append(contentsOf: repeatElement(.zero, count: count - self.count)) }
    }
}
