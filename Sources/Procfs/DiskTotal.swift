/// How all disks of a host were used together: add what each whole device did (`BlockDevice.isSummed`).
package struct DiskTotal: Sendable, Equatable {
    private var sum = DiskDelta()
    private var busiest = 0.0
    /// How many devices were added.
    package private(set) var devices = 0

    package init() {}

    package mutating func add(_ delta: DiskDelta) {
        sum += delta
        busiest = max(busiest, delta.msBusy)
        devices += 1
    }

    /// Sums, and means over all requests; nil if no device was added or no time passed.
    ///
    /// Utilisation is that of the busiest device: shares of time do not add up.
    package func rates(over seconds: Double) -> DiskRates? {
        devices > 0 ? DiskRates(sum, busiest: busiest, over: seconds) : nil
    }
}
