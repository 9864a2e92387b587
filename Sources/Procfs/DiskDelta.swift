/// What a block device did between two readings, or several devices together.
package struct DiskDelta: Sendable, Equatable {
    package private(set) var reads = 0.0
    package private(set) var readsMerged = 0.0
    package private(set) var sectorsRead = 0.0
    package private(set) var msReading = 0.0
    package private(set) var writes = 0.0
    package private(set) var writesMerged = 0.0
    package private(set) var sectorsWritten = 0.0
    package private(set) var msWriting = 0.0
    package private(set) var msBusy = 0.0
    package private(set) var msWeighted = 0.0
    /// Requests under way at the later reading; nil where the kernel miscounted below zero.
    package private(set) var inFlight: Double? = 0
    /// Nil where the kernel does not count it.
    package private(set) var discards, sectorsDiscarded, msDiscarding: Double?
    /// Nil where the kernel does not count it.
    package private(set) var flushes, msFlushing: Double?
}

extension DiskCounters {
    /// What happened since an earlier reading of the same device; nil if a counter fell.
    ///
    /// Milliseconds are printed with 32 bits and step over in hours on a busy device (`msWeighted`): such a step is no
    /// fall. The other counters have 64 bits, or 32 on a 32-bit kernel, where a step costs one interval.
    package func delta(since earlier: DiskCounters) -> DiskDelta? {
        DiskDelta(from: earlier, to: self)
    }
}

extension DiskDelta {
    fileprivate init?(from earlier: DiskCounters, to later: DiskCounters) {
        guard let reads = later.reads.advance(since: earlier.reads),
            let readsMerged = later.readsMerged.advance(since: earlier.readsMerged),
            let sectorsRead = later.sectorsRead.advance(since: earlier.sectorsRead),
            let msReading = later.msReading.advanceOf32Bits(since: earlier.msReading),
            let writes = later.writes.advance(since: earlier.writes),
            let writesMerged = later.writesMerged.advance(since: earlier.writesMerged),
            let sectorsWritten = later.sectorsWritten.advance(since: earlier.sectorsWritten),
            let msWriting = later.msWriting.advanceOf32Bits(since: earlier.msWriting),
            let msBusy = later.msBusy.advanceOf32Bits(since: earlier.msBusy),
            let msWeighted = later.msWeighted.advanceOf32Bits(since: earlier.msWeighted)
        else { return nil }
        self.reads = Double(reads)
        self.readsMerged = Double(readsMerged)
        self.sectorsRead = Double(sectorsRead)
        self.msReading = Double(msReading)
        self.writes = Double(writes)
        self.writesMerged = Double(writesMerged)
        self.sectorsWritten = Double(sectorsWritten)
        self.msWriting = Double(msWriting)
        self.msBusy = Double(msBusy)
        self.msWeighted = Double(msWeighted)
        inFlight = later.inFlight < 1 << 31 ? Double(later.inFlight) : nil

        if let newDiscards = later.discards, let oldDiscards = earlier.discards,
            let newSectors = later.sectorsDiscarded, let oldSectors = earlier.sectorsDiscarded,
            let newMs = later.msDiscarding, let oldMs = earlier.msDiscarding
        {
            guard let discards = newDiscards.advance(since: oldDiscards),
                let sectors = newSectors.advance(since: oldSectors),
                let ms = newMs.advanceOf32Bits(since: oldMs)
            else { return nil }
            self.discards = Double(discards)
            sectorsDiscarded = Double(sectors)
            msDiscarding = Double(ms)
        }
        if let newFlushes = later.flushes, let oldFlushes = earlier.flushes,
            let newMs = later.msFlushing, let oldMs = earlier.msFlushing
        {
            guard let flushes = newFlushes.advance(since: oldFlushes),
                let ms = newMs.advanceOf32Bits(since: oldMs)
            else { return nil }
            self.flushes = Double(flushes)
            msFlushing = Double(ms)
        }
    }

    /// Adds another device's.
    ///
    /// What neither device counts stays nil; what one counts is the sum.
    package static func += (sum: inout DiskDelta, other: DiskDelta) {
        sum.reads += other.reads
        sum.readsMerged += other.readsMerged
        sum.sectorsRead += other.sectorsRead
        sum.msReading += other.msReading
        sum.writes += other.writes
        sum.writesMerged += other.writesMerged
        sum.sectorsWritten += other.sectorsWritten
        sum.msWriting += other.msWriting
        sum.msBusy += other.msBusy
        sum.msWeighted += other.msWeighted
        sum.inFlight = Self.both(sum.inFlight, other.inFlight)
        sum.discards = Self.either(sum.discards, other.discards)
        sum.sectorsDiscarded = Self.either(sum.sectorsDiscarded, other.sectorsDiscarded)
        sum.msDiscarding = Self.either(sum.msDiscarding, other.msDiscarding)
        sum.flushes = Self.either(sum.flushes, other.flushes)
        sum.msFlushing = Self.either(sum.msFlushing, other.msFlushing)
    }

    private static func both(_ left: Double?, _ right: Double?) -> Double? {
        guard let left, let right else { return nil }
        return left + right
    }

    private static func either(_ left: Double?, _ right: Double?) -> Double? {
        guard let left else { return right }
        return left + (right ?? 0)
    }
}
