/// The mean of a gauge's samples.
struct Mean {
    private var sum = 0.0
    private var count = 0.0

    /// Adds a sample; nil, which could not be told, counts for nothing.
    mutating func add(_ value: Double?) {
        guard let value else { return }
        sum += value
        count += 1
    }

    mutating func add(_ value: UInt64?) {
        add(value.map { Double($0) })
    }

    /// The mean of what was added since the last call; nil if nothing was.
    mutating func take() -> Double? {
        defer { self = Mean() }
        return count > 0 ? sum / count : nil
    }
}
