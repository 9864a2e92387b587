/// Keeps the making of files to half of a worker's time, so that a thousand new hosts do not hold up the others.
struct CreationPace {
    /// So many at a time: a few milliseconds.
    static let filesPerTurn = 8

    /// When files may be made again, by the monotonic clock.
    private(set) var resumesAt: Deadlines.Moment = 0

    /// Rests for as long as the work took.
    mutating func worked(from begin: Deadlines.Moment, to end: Deadlines.Moment) { resumesAt = end + (end - begin) }
}
