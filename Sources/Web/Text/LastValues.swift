import Aggregator
import ClusterState
import MetricModel
import NIOCore

/// The present values of all hosts for Prometheus: `plexus_cpu_user{host=…,cluster=…,instance=…} value time`.
///
/// Values of hosts that are down, which are not about the present, are left out, as is what is unknown or is text.
struct LastValues {
    private struct Entry {
        let host: HostKey
        let latest: Host.Latest
    }

    /// By subject, so that each family is in one piece.
    private let subjects: [(name: SubjectName, entries: [Entry])]

    /// More series than this are not given at once: each is a few values.
    static let limit = 300_000
    /// So many hosts are looked at while the state is locked.
    private static let hostsAtOnce = 100

    /// Takes a copy; throws ``WebError`` where there are more than ``limit``.
    ///
    /// - `metrics`: patterns for full names, names for scripts, or Prometheus'.
    /// - `hosts`: patterns for `NAME` or `CLUSTER/NAME`.
    init(_ aggregator: Aggregator, metrics: MetricPatterns, hosts: MetricPatterns, at now: Timestamp) throws(WebError) {
        let keys = aggregator.read { Array($0.hosts.keys) }.filter { hosts.fit($0.name.text, $0.description) }.sorted()
        var subjects: [SubjectName: [Entry]] = [:]
        var count = 0
        var wanted: [Definition: Bool] = [:]
        for start in stride(from: 0, to: keys.count, by: Self.hostsAtOnce) {
            let some = keys[start..<min(start + Self.hostsAtOnce, keys.count)]
            let latest = aggregator.read { state in
                some.map { state.hosts[$0].flatMap { $0.state == .up ? Array($0.latest.values) : nil } ?? [] }
            }
            for (host, latest) in zip(some, latest) {
                for latest in latest where latest.isPresent(at: now) {
                    let isWanted =
                        latest.sample.instance != nil
                        || wanted[latest.definition]
                            ?? {
                                let fits = latest.definition.fields.contains { Self.fits(metrics, $0, latest) }
                                wanted[latest.definition] = fits
                                return fits
                            }()
                    guard isWanted else { continue }
                    subjects[latest.definition.subject, default: []].append(Entry(host: host, latest: latest))
                    count += 1
                }
            }
            guard count <= Self.limit else {
                throw .badRequest(
                    "there are more than \(Self.limit) series", hint: "narrow them: ?match=cpu.*&host=web*")
            }
        }
        self.subjects = subjects.sorted { $0.key < $1.key }.map { (name: $0.key, entries: $0.value) }
        self.metrics = metrics
    }

    private let metrics: MetricPatterns

    /// Hands over the text, piece by piece.
    func write(_ take: (String) async throws -> Void) async throws {
        var page = Exposition()
        for (subject, entries) in subjects {
            for (field, help) in Self.fields(of: entries.map(\.latest.definition)) {
                let name = Self.name(subject, field)
                var isBegun = false
                for entry in entries {
                    guard let value = value(of: field, entry.latest) else { continue }
                    if !isBegun {
                        page.family(name, .gauge, help)
                        isBegun = true
                    }
                    var labels = [
                        (name: "host", value: entry.host.name.text), (name: "cluster", value: entry.host.cluster.text),
                    ]
                    if let instance = entry.latest.sample.instance {
                        labels.append((name: "instance", value: instance.text))
                    }
                    page.sample(name, labels, value, at: entry.latest.end * 1000)
                    if page.text.utf8.count >= Self.pieceSize { try await take(page.take()) }
                }
            }
        }
        if !page.text.isEmpty { try await take(page.take()) }
    }

    private static let pieceSize = 64 << 10

    private static func name(_ subject: SubjectName, _ field: FieldName) -> String { "plexus_\(subject)_\(field)" }

    private static func fits(_ patterns: MetricPatterns, _ field: Field, _ latest: Host.Latest) -> Bool {
        let metric = MetricName(
            subject: latest.definition.subject, instance: latest.sample.instance, field: field.name)
        return patterns.fit(
            metric.description, latest.definition.flatName(of: field, instance: latest.sample.instance),
            name(metric.subject, field.name))
    }

    /// The fields of all versions of a subject that hosts have, each with what it means.
    private static func fields(of definitions: [Definition]) -> [(FieldName, String)] {
        var order: [FieldName] = []
        var help: [FieldName: String] = [:]
        for definition in Set(definitions).sorted(by: { $0.fields.count > $1.fields.count }) {
            for field in definition.fields where field.kind != .text && help[field.name] == nil {
                order.append(field.name)
                help[field.name] = "\(field.summary)\(field.unit.symbol.isEmpty ? "" : " In \(field.unit).")"
            }
        }
        return order.map { ($0, help[$0] ?? "") }
    }

    private func value(of field: FieldName, _ latest: Host.Latest) -> Double? {
        guard let index = latest.definition.index(of: field), index < latest.sample.numbers.count,
            latest.definition.fields[index].kind != .text, latest.sample.numbers[index].isFinite,
            Self.fits(metrics, latest.definition.fields[index], latest)
        else { return nil }
        return latest.sample.numbers[index]
    }
}
