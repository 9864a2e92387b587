import Aggregator
import Archive
import Graphs
import MetricModel

/// How a group did over a time, from its own history: so many values each, NaN where unknown.
struct GroupTrend: Sendable {
    /// Load averages of one minute, for each core.
    var load: [Double] = []
    /// In percent.
    var cpu: [Double] = []
    var memory: [Double] = []
    /// Bytes per second.
    var received: [Double] = []
    var sent: [Double] = []

    /// How many values there are.
    static let count = 96

    static let unknown = GroupTrend()

    /// The highest that is known of a value; nil if nothing is.
    static func highest(of values: KeyPath<GroupTrend, [Double]>, in trends: some Sequence<GroupTrend>) -> Double? {
        trends.compactMap { $0[keyPath: values].lazy.filter(\.isFinite).max() }.max()
    }
}

extension Site {
    /// Reads four small tables; what cannot be read is unknown.
    func trend(of group: GroupName, over time: TimeRange) async -> GroupTrend {
        async let load = totals("load", ["one"], of: group, over: time)
        async let cpu = totals("cpu", ["cores", "idle", "iowait"], of: group, over: time)
        async let memory = totals("memory", ["used", "total"], of: group, over: time)
        async let network = totals("network", ["rx_bytes", "tx_bytes"], of: group, over: time)
        let (cores, idle, wait) = (await cpu[0], await cpu[1], await cpu[2])
        var trend = GroupTrend()
        trend.load = zip(await load[0], cores).map { $1 > 0 ? $0 / $1 : .nan }
        trend.cpu = cores.indices.map { row in
            // As elsewhere: a kernel that tells nothing of waiting has none.
            let busy = cores[row] - idle[row] - (wait[row].isNaN ? 0 : wait[row])
            return cores[row] > 0 ? min(max(100 * busy / cores[row], 0), 100) : .nan
        }
        trend.memory = zip(await memory[0], await memory[1]).map { $1 > 0 ? 100 * $0 / $1 : .nan }
        (trend.received, trend.sent) = (await network[0], await network[1])
        return trend
    }

    /// The sums over a group's hosts of some fields, brought to the columns of a trend.
    private func totals(
        _ subject: StaticString, _ fields: [String], of group: GroupName, over time: TimeRange
    ) async -> [[Double]] {
        let columns = fields.map { "\($0)_sum" }
        let query = Query(
            .group(group, SubjectName(literal: subject)), columns: columns, from: time.from, to: time.to,
            resolution: max(1, (time.to - time.from) / GroupTrend.count))
        let unknown = [Double](repeating: .nan, count: GroupTrend.count)
        guard let table = try? await aggregator.archive.fetch(query) else { return columns.map { _ in unknown } }
        return columns.map { column in
            table[column].map {
                TimeColumns.means(of: $0, from: table.start, step: table.step, over: time, count: GroupTrend.count)
            } ?? unknown
        }
    }
}
