/// What happens on a host in a stretch of time: all its values follow from these.
///
/// The raw value is the place in a row of a ``MomentTable``.
enum Signal: Int, CaseIterable {
    /// 1.
    case always
    /// The share of what the host can do, 0...1.
    case activity
    /// Percent of all cores; together 100.
    case user, nice, system, idle, iowait, irq, softirq, steal
    case loadOne, loadFive, loadFifteen, running, blocked
    /// Shares of memory; buffers and slab are what remains to 1.
    case used, cached, free
    /// Bytes a second.
    case received, sent, read, written
    /// Seconds.
    case await
    /// Percent.
    case utilisation
    /// The share of the disk that is full.
    case fill
    /// Seconds since the host was started.
    case uptime
}

/// The signals of many moments, row by row; a row is NaN where the host did not say anything.
struct MomentTable {
    static let width = Signal.allCases.count
    private(set) var values: [Double] = []
    /// The ends, in seconds since 1970.
    private(set) var ends: [Int] = []

    var count: Int { ends.count }

    /// A moment at each multiple of so many seconds that is later than a time, up to another.
    ///
    /// - `reach`: 0 for the means of those seconds, 1 for their maxima, -1 for their minima.
    init(of host: SimulatedHost, after start: Int, through end: Int, every seconds: Int, reach: Double = 0) {
        let first = (start / seconds + 1) * seconds
        guard first <= end else { return }
        ends = Array(stride(from: first, through: end, by: seconds))
        values = [Double](repeating: .nan, count: ends.count * Self.width)
        for (row, end) in ends.enumerated() where host.speaks(at: end, over: seconds) {
            values.withUnsafeMutableBufferPointer {
                host.fill(.init(rebasing: $0[(row * Self.width)...]), endingAt: end, over: seconds, reach: reach)
            }
        }
    }

    subscript(_ row: Int, _ signal: Signal) -> Double { values[row * Self.width + signal.rawValue] }
}
