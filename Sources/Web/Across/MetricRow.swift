import Aggregator
import Archive
import ClusterState
import Graphs
import MetricModel

/// One host's value of a metric, for a table across hosts.
struct MetricRow {
    let host: HostKey
    /// Its own name; of a metric that was asked for all instances, that of one.
    let metric: MetricName
    let state: Host.State
    /// nil where it is not known now.
    let present: Double?
    /// What it was over the page's time; nil for rows that the page does not show.
    var history: History?

    struct History {
        let statistics: SeriesStatistics
        let data: GraphData

        /// One for each row of the data.
        var values: [Double] { data.series.first?.values ?? [] }
    }

    /// As tables and maps name it: the host, and the instance where there are several.
    ///
    /// - `showsInstance`: whether it is of several instances.
    func label(showsInstance: Bool) -> String {
        guard showsInstance, let instance = metric.instance else { return host.name.text }
        return "\(host.name) \(instance)"
    }
}

/// By what the rows of a metric are ordered.
enum MetricOrder: String, Order {
    case now, mean, p95, max, name

    static let usual = MetricOrder.now

    var words: String {
        switch self {
        case .name: "by name"
        case .now: "by value now"
        case .mean: "by mean"
        case .p95: "by p95"
        case .max: "by maximum"
        }
    }

    /// Whether what it goes by is known of every row, without a look at history.
    var isPresent: Bool { self == .now || self == .name }

    func sorted(_ rows: [MetricRow]) -> [MetricRow] {
        func value(_ row: MetricRow) -> Double? {
            switch self {
            case .name: nil
            case .now: row.present
            case .mean: row.history?.statistics.mean
            case .p95: row.history?.statistics.p95
            case .max: row.history?.statistics.maximum
            }
        }
        return rows.map { (row: $0, value: value($0)) }.sorted { left, right in
            Self.isBefore(left.value, right.value)
                ?? ((left.row.host.description, left.row.metric.description)
                    < (right.row.host.description, right.row.metric.description))
        }.map(\.row)
    }
}

extension Site {
    /// The instance that stands for all of them.
    static let everyInstance = InstanceName(literal: "*")

    /// Every value of a metric that some hosts have, without history.
    ///
    /// - `metric`: of one instance, of the instance `*` for each there is, or of none.
    func rows(of metric: MetricName, on hosts: Set<HostKey>) -> [MetricRow] {
        let now = clock()
        var quiet: [(key: HostKey, state: Host.State)] = []
        var rows = aggregator.read { state -> [MetricRow] in
            hosts.flatMap { key -> [MetricRow] in
                guard let host = state.hosts[key] else { return [] }
                let told = host.latest.compactMap { name, latest -> MetricRow? in
                    guard name.subject == metric.subject, metric.includes(name.instance),
                        let index = latest.definition.index(of: metric.field)
                    else { return nil }
                    let isKnown = latest.isPresent(at: now) && index < latest.sample.numbers.count
                    let value = isKnown ? latest.sample.numbers[index] : .nan
                    return MetricRow(
                        host: key,
                        metric: MetricName(subject: metric.subject, instance: name.instance, field: metric.field),
                        state: host.state, present: value.isFinite ? value : nil)
                }
                if told.isEmpty, host.state != .up { quiet.append((key, host.state)) }
                return told
            }
        }
        // Of hosts that have long been silent, only their files tell.
        for (host, state) in quiet.prefix(Self.maximumQuiet) {
            for case .host(_, metric.subject, let instance) in aggregator.archive.layout.series(of: host)
            where metric.includes(instance) {
                rows.append(
                    MetricRow(
                        host: host,
                        metric: MetricName(subject: metric.subject, instance: instance, field: metric.field),
                        state: state, present: nil))
            }
        }
        return rows
    }

    /// The folders of so many hosts are looked into for one page.
    private static let maximumQuiet = 500

    /// The rows with what they were over a time, each read on its own.
    ///
    /// About a third of a millisecond each.
    func history(of rows: [MetricRow], _ field: Field, over range: PageRange) async throws -> [MetricRow] {
        var rows = rows
        for index in rows.indices {
            guard let definition = GraphDefinition(of: [(rows[index].metric, field)], title: field.title) else {
                continue
            }
            let data = try await load(
                GraphRequest(
                    definition, of: .host(rows[index].host), time: range.time, size: WallPage.size, zone: range.zone))
            let series = data.series.first
            rows[index].history = MetricRow.History(
                statistics: SeriesStatistics(series?.values ?? [], peaks: series?.peaks), data: data)
        }
        return rows
    }
}

extension MetricName {
    /// Whether a value of this instance is meant, or of none.
    fileprivate func includes(_ other: InstanceName?) -> Bool {
        instance == Site.everyInstance ? other != nil : instance == other
    }

    /// The glob that fits it alone, or each of its instances.
    var pattern: String {
        guard let instance else { return description }
        let text = instance == Site.everyInstance ? instance.text : NamePattern.escaped(instance.text)
        return "\(subject)@\(text).\(field)"
    }
}
