/// What the kernel reports in `/proc/loadavg`, for example `0.52 0.58 0.59 2/871 12345`.
///
/// The averages have no unit: the mean number of tasks running or in uninterruptible sleep. See `proc_loadavg(5)`.
package struct LoadAverage: Sendable, Equatable {
    package let oneMinute, fiveMinutes, fifteenMinutes: Double
    /// Tasks runnable at this moment.
    package let running: Int
    /// Tasks that exist at this moment, threads counted singly.
    package let total: Int

    package static let path = "loadavg"
}

extension LoadAverage {
    package init(parsing bytes: Span<UInt8>) throws(ProcfsError) {
        var fields = Fields(of: "loadavg")
        _ = try fields.nextLine(in: bytes)
        oneMinute = try fields.decimal(in: bytes, "1-minute load")
        fiveMinutes = try fields.decimal(in: bytes, "5-minute load")
        fifteenMinutes = try fields.decimal(in: bytes, "15-minute load")
        let ratio = fields.word(in: bytes)
        guard let slash = bytes.firstIndex(of: UInt8(ascii: "/"), in: ratio) else {
            throw fields.malformed(in: bytes, ratio, "running/total tasks")
        }
        running = try fields.count(in: bytes, at: ratio.lowerBound..<slash, "running tasks")
        total = try fields.count(in: bytes, at: slash + 1..<ratio.upperBound, "total tasks")
        try fields.finish(in: bytes)
    }
}
