import Graphs

/// How long a graph may be kept: rows come at known moments.
enum GraphAge {
    /// A browser keeps a graph until there is a new row, and for so many seconds at most: rows of a day are no reason to
    /// show yesterday's picture.
    private static let longest = 300
    /// What is past is seldom changed: by an import, or when a spike is taken out.
    private static let ofPast = 3600

    /// The present as graphs are drawn for it, in seconds: the end of the last step, so that a picture stays the same until
    /// there is something new in it.
    static func aligned(_ now: Int, interval: Int) -> Int { now - now % interval }

    /// The same for a range up to now: a long one need not move on with each step, which is less than a pixel of it.
    static func aligned(_ now: Int, interval: Int, over time: TimeRange) -> Int {
        let pixel = (time.to - time.from) / 800
        return aligned(now, interval: max(interval, min(pixel, longest) / interval * interval))
    }

    /// Seconds until a graph may look different.
    ///
    /// - `interval`: the archive's step.
    static func seconds(of data: GraphData, now: Int, interval: Int) -> Int {
        // The last rows come with the slowest hosts, and groups' a step later.
        if data.request.time.to < now - 4 * interval - 60 { return ofPast }
        let period = min(max(interval, data.step), longest)
        return period - now % period
    }
}
