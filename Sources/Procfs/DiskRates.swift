/// How a block device was used between two readings, in iostat's terms but in bytes and seconds.
package struct DiskRates: Sendable, Equatable {
    /// Bytes per second.
    package let readBytes, writeBytes: Double
    /// Requests per second.
    package let reads, writes: Double
    /// Requests per second that were joined to another one before they reached the device; iostat's `rrqm/s` and `wrqm/s`.
    package let readsMerged, writesMerged: Double
    /// Bytes per second; nil before Linux 4.18.
    package let discardBytes: Double?
    /// Requests per second; nil before Linux 4.18 and 5.5.
    package let discards, flushes: Double?
    /// Bytes of a read, write or discard on average: iostat's `areq-sz`, but in bytes.
    ///
    /// Nil when none completed.
    package let requestSize: Double?
    /// Seconds that a request took on average, waiting included.
    ///
    /// Nil when none completed: an idle disk is not a fast one.
    package let readAwait, writeAwait, discardAwait, flushAwait: Double?
    /// Seconds that a read, write or discard took on average; nil when none completed.
    package let await: Double?
    /// Requests under way on average; iostat's `aqu-sz`.
    package let queue: Double
    /// Percent of the time during which at least one request was under way (0...100).
    ///
    /// A device that serves many at once may be at 100 and far from its limit.
    package let utilisation: Double
    /// Requests under way at the later reading.
    package let inFlight: Double?

    /// Bytes in a sector of `/proc/diskstats`, on every device.
    package static let sector = 512.0
}

extension DiskRates {
    /// Nil if no time passed; the seconds are the true time between the two readings.
    package init?(_ delta: DiskDelta, over seconds: Double) {
        self.init(delta, busiest: delta.msBusy, over: seconds)
    }

    /// Takes utilisation from other milliseconds than the sum's.
    init?(_ delta: DiskDelta, busiest: Double, over seconds: Double) {
        guard seconds > 0, seconds.isFinite else { return nil }
        readBytes = delta.sectorsRead * Self.sector / seconds
        writeBytes = delta.sectorsWritten * Self.sector / seconds
        discardBytes = delta.sectorsDiscarded.map { $0 * Self.sector / seconds }
        reads = delta.reads / seconds
        writes = delta.writes / seconds
        readsMerged = delta.readsMerged / seconds
        writesMerged = delta.writesMerged / seconds
        discards = delta.discards.map { $0 / seconds }
        flushes = delta.flushes.map { $0 / seconds }
        readAwait = Self.mean(delta.msReading, of: delta.reads)
        writeAwait = Self.mean(delta.msWriting, of: delta.writes)
        discardAwait = Self.mean(delta.msDiscarding, of: delta.discards)
        flushAwait = Self.mean(delta.msFlushing, of: delta.flushes)
        let requests = delta.reads + delta.writes + (delta.discards ?? 0)
        self.await = Self.mean(delta.msReading + delta.msWriting + (delta.msDiscarding ?? 0), of: requests)
        let sectors = delta.sectorsRead + delta.sectorsWritten + (delta.sectorsDiscarded ?? 0)
        requestSize = requests > 0 ? sectors * Self.sector / requests : nil
        queue = delta.msWeighted / 1000 / seconds
        utilisation = min(100, 100 * busiest / 1000 / seconds)
        inFlight = delta.inFlight
    }

    private static func mean(_ milliseconds: Double?, of requests: Double?) -> Double? {
        guard let milliseconds, let requests, requests > 0 else { return nil }
        return milliseconds / 1000 / requests
    }
}
