import Archive
import MetricModel

/// A series to be, and where its numbers lie.
struct GraphLine {
    var label: String
    var value: Expression
    var draw = DrawStyle.line
    var color = GraphColor.black.shade
    var place: Place
    var role = SeriesRole.values
    /// The other edge of a band.
    var floor: Expression?
    var stroke = Stroke.solid
    /// Which instance it is of, where a definition speaks of each in turn.
    var instance: InstanceName?
    /// How many seconds before the graph's time its values are.
    var shift = 0
    /// Whether it belongs to what a share or a total is made of.
    var isPart = true
    /// Whether the highest values of rows are wanted beside the means.
    var hasPeaks = false

    enum Place {
        case at(Origin)
        case across(HostValues)
        /// Everything that these lines have, added.
        indirect case together([GraphLine])
    }

    /// What must be known for it.
    var needs: [Need] {
        switch place {
        case .at(let origin):
            [value, floor].compactMap { $0 }.map { Need(origin: origin, value: $0, shift: shift, peak: peak(of: $0)) }
        case .across(let hosts):
            hosts.members.flatMap { member in
                [Need(origin: .host(member.host), value: member.value, shift: shift, peak: peak(of: member.value))]
                    + (hosts.size.map { [Need(origin: .host(member.host), value: $0, shift: shift)] } ?? [])
            }
        case .together(let lines): lines.flatMap(\.needs)
        }
    }

    /// The metric whose highest values give those of an expression.
    private func peak(of value: Expression) -> MetricName? {
        guard hasPeaks, role == .values, shift == 0, floor == nil else { return nil }
        if case .across(let hosts) = place, !hosts.keepsPeaks { return nil }
        return value.rising
    }

    /// One value of one host or group.
    struct Need {
        let origin: Origin
        let value: Expression
        let shift: Int
        /// Of which the highest values are wanted too.
        var peak: MetricName?
    }
}

/// Whose files hold the values of metrics.
enum Origin: Hashable {
    case host(HostKey)
    case totals(GroupName, TotalColumn)

    /// The files that hold a metric; nil if there can be none.
    func file(of metric: MetricName) -> Series? {
        switch self {
        case .host(let host): .host(host, metric.subject, metric.instance)
        case .totals(let group, _): metric.instance == nil ? .group(group, metric.subject) : nil
        }
    }

    /// The columns of the files that a metric is made of.
    func columns(of metric: MetricName) -> [String] {
        switch self {
        case .host: [metric.field.text]
        case .totals(_, .sum): ["\(metric.field)_sum"]
        case .totals(_, .max): ["\(metric.field)_max"]
        case .totals(_, .number): ["\(metric.field)_num"]
        case .totals(_, .mean): ["\(metric.field)_sum", "\(metric.field)_num"]
        }
    }

    /// A metric's values in what was fetched of its files, whose columns are asked for by name; nil if they have none.
    func values(of metric: MetricName, in column: (String) -> [Double]?) -> [Double]? {
        let columns = columns(of: metric).compactMap(column)
        if case .totals(_, .mean) = self {
            guard columns.count == 2 else { return nil }
            return zip(columns[0], columns[1]).map { $1 > 0 ? $0 / $1 : .nan }
        }
        return columns.first
    }
}

/// Which of a group's columns is meant by a metric.
enum TotalColumn: Hashable {
    case sum, mean, max, number
}

/// The values of several hosts, of which one or a few series are made.
struct HostValues {
    struct Member {
        let label: String
        let host: HostKey
        let value: Expression
    }

    enum Kind {
        case combined(HostCombination)
        /// The space between two percentiles.
        case band(low: Double, high: Double)
        /// So many of the largest by name, and what the rest have together as one; nil for no rest.
        case largest(Int, rest: String?)
    }

    let members: [Member]
    let kind: Kind
    /// A host's size, if values are divided by it.
    var size: Expression?

    /// Whether its highest values are told from those of all its hosts.
    var keepsPeaks: Bool {
        switch kind {
        case .combined(.max): size == nil
        // Of the largest, they are asked for once it is known which these are.
        case .combined, .band, .largest: false
        }
    }
}
