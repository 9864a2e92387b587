/// Counts a subject's instances as they are reported: those beyond the limit are left out, while they stay in the total.
struct InstanceCap {
    private let limit: Int
    private var admitted = 0
    /// Instances of the last report that were left out because there are too many.
    private(set) var leftOut = 0

    init(limit: Int = instanceLimit) { self.limit = limit }

    /// Begins a report of all instances.
    mutating func begin() { (admitted, leftOut) = (0, 0) }

    /// Whether there is room for another instance.
    mutating func admits() -> Bool {
        guard admitted < limit else {
            leftOut += 1
            return false
        }
        admitted += 1
        return true
    }
}
