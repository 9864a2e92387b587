/// What a block device has done since it appeared: one row of `/proc/diskstats`, in its order.
///
/// A sector is 512 bytes whatever the device's own sectors are. Counts are of requests that completed, after merging.
package struct DiskCounters: Sendable, Equatable {
    package var reads: UInt64 = 0
    package var readsMerged: UInt64 = 0
    package var sectorsRead: UInt64 = 0
    /// Milliseconds that all reads took together; the kernel prints this and the other milliseconds with 32 bits.
    package var msReading: UInt64 = 0
    package var writes: UInt64 = 0
    package var writesMerged: UInt64 = 0
    package var sectorsWritten: UInt64 = 0
    package var msWriting: UInt64 = 0
    /// Requests under way at this moment.
    package var inFlight: UInt64 = 0
    /// Milliseconds during which at least one request was under way; sysstat's `io_ticks`.
    package var msBusy: UInt64 = 0
    /// Milliseconds times requests under way.
    package var msWeighted: UInt64 = 0
    /// Nil before Linux 4.18.
    package var discards, discardsMerged, sectorsDiscarded, msDiscarding: UInt64?
    /// Nil before Linux 5.5.
    package var flushes, msFlushing: UInt64?

    package init() {}
}

extension DiskCounters {
    /// Takes the numbers after the device's name: 11, 15 or 17, and perhaps more on later kernels.
    init(_ fields: inout Fields, in bytes: Span<UInt8>) throws(ProcfsError) {
        self.init()
        reads = try fields.unsigned(in: bytes, "reads")
        readsMerged = try fields.unsigned(in: bytes, "merged reads")
        sectorsRead = try fields.unsigned(in: bytes, "sectors read")
        msReading = try fields.unsigned(in: bytes, "milliseconds reading")
        writes = try fields.unsigned(in: bytes, "writes")
        writesMerged = try fields.unsigned(in: bytes, "merged writes")
        sectorsWritten = try fields.unsigned(in: bytes, "sectors written")
        msWriting = try fields.unsigned(in: bytes, "milliseconds writing")
        inFlight = try fields.unsigned(in: bytes, "requests in flight")
        msBusy = try fields.unsigned(in: bytes, "milliseconds busy")
        msWeighted = try fields.unsigned(in: bytes, "weighted milliseconds")
        guard let discards = try fields.unsignedIfPresent(in: bytes, "discards") else { return }
        self.discards = discards
        discardsMerged = try fields.unsigned(in: bytes, "merged discards")
        sectorsDiscarded = try fields.unsigned(in: bytes, "sectors discarded")
        msDiscarding = try fields.unsigned(in: bytes, "milliseconds discarding")
        guard let flushes = try fields.unsignedIfPresent(in: bytes, "flushes") else { return }
        self.flushes = flushes
        msFlushing = try fields.unsigned(in: bytes, "milliseconds flushing")
    }
}
