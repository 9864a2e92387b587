package import Aggregator
import ClusterState
package import Foundation
package import Graphs
import Hummingbird
package import MetricModel

/// What all routes share: where they look, and what time it is.
///
/// The aggregator's state is locked only while a small copy is taken of what a page needs.
package struct Site: Sendable {
    package let aggregator: Aggregator
    package let catalogue: GraphCatalogue
    /// Whose days and hours are meant and shown, unless an address says otherwise.
    package let zone: TimeZone
    /// The present, by what dates the values: a value's age is true even while the machine's clock is not believed.
    package let clock: @Sendable () -> Timestamp
    /// Below which path a proxy serves it.
    package let base: WebBase
    /// How often events are taken.
    let eventRate = EventRate()
    let pictures = PictureCache()

    package init(
        aggregator: Aggregator, catalogue: GraphCatalogue, zone: TimeZone = .gmt, base: WebBase = .root,
        clock: (@Sendable () -> Timestamp)? = nil
    ) {
        self.base = base
        self.aggregator = aggregator
        self.catalogue = catalogue
        self.zone = zone
        self.clock = clock ?? { aggregator.now.wall }
    }

    /// All hosts, in no order.
    func hosts(at now: Timestamp) -> [HostSummary] {
        aggregator.read { $0.summaries(at: now) }
    }

    func host(_ key: HostKey, at now: Timestamp) throws(WebError) -> HostDetail {
        guard let host = aggregator.read({ HostDetail(key, in: $0, at: now) }) else { throw unknown(key) }
        return host
    }

    /// The hosts of a name, in the order of their clusters.
    func keys(named name: HostName) -> [HostKey] {
        aggregator.read { state in state.hosts.keys.filter { $0.name == name } }.sorted()
    }

    /// The host of `CLUSTER/HOST`, or of `HOST` where only one is called so.
    package func key(written text: String) throws(WebError) -> HostKey {
        if let slash = text.firstIndex(of: "/") {
            guard let cluster = GroupName(String(text[..<slash])),
                let name = HostName(String(text[text.index(after: slash)...]))
            else { throw unknown(text) }
            let key = HostKey(cluster: cluster, name: name)
            guard aggregator.read({ $0.hosts[key] != nil }) else { throw unknown(key) }
            return key
        }
        guard let name = HostName(text) else { throw unknown(text) }
        let keys = keys(named: name)
        guard let first = keys.first else { throw unknown(text) }
        guard keys.count == 1 else {
            throw .badRequest(
                "\(keys.count) hosts are called \(name)",
                hint: "say which: " + keys.prefix(5).map(\.description).joined(separator: ", "))
        }
        return first
    }

    /// A group that has, or once had, a host.
    func requireGroup(_ name: GroupName) throws(WebError) {
        guard !aggregator.read({ $0.groups[name] != nil }) else { return }
        let known = aggregator.read { $0.groups.keys.prefix(Self.maximumCandidates).map(\.text) }
        throw .notFound(
            "there is no group \(name)", hint: hint(for: name.text, among: known, else: "/ lists the groups"))
    }

    func graph(_ name: String) throws(WebError) -> GraphDefinition {
        if let definition = catalogue[name] { return definition }
        let nearest = catalogue.nearest(to: name).map { "did you mean \($0)?" }
        throw .notFound("there is no graph \(Self.quoted(name))", hint: nearest ?? "/api/v1/graphs lists them")
    }

    /// The time that an address means, its present being one for which a picture may stay as it is for a while.
    ///
    /// - `usual`: what is shown unless told.
    func range(
        of request: Request, at now: Timestamp, usual: RangePreset = .usual
    ) throws(WebError) -> PageRange {
        let query = try request.timeQuery()
        let range = try PageRange(query, now: Int(now.seconds), zone: zone, usual: usual)
        let present = GraphAge.aligned(
            Int(now.seconds), interval: aggregator.configuration.interval, over: range.time)
        return try PageRange(query, now: present, zone: zone, usual: usual)
    }

    /// - `zone`: whose clocks the page shows; the site's unless told.
    func freshness(at now: Timestamp, zone: TimeZone? = nil) -> Freshness {
        Freshness(
            now: now, newest: aggregator.read { $0.hosts.values.lazy.map(\.lastHeard).max() },
            step: aggregator.configuration.interval, zone: zone ?? self.zone)
    }

    private func unknown(_ key: HostKey) -> WebError { unknown(key.description, name: key.name.text) }

    private func unknown(_ text: String, name: String? = nil) -> WebError {
        let known = aggregator.read { $0.hosts.keys.prefix(Self.maximumCandidates).map(\.name.text) }
        return .notFound(
            "there is no host \(Self.quoted(text))",
            hint: hint(for: name ?? text, among: known, else: "/ lists the hosts that have been heard"))
    }

    /// Comparing a name with more would take long.
    static let maximumCandidates = 2000

    private func hint(for name: String, among known: [String], else hint: String) -> String {
        nearest(to: name, among: known).map { "did you mean \($0)?" } ?? hint
    }

    /// The nearest other name, if any is near; those of quite another length need no comparison, which takes long.
    func nearest(to name: String, among known: [String]) -> String? {
        let length = name.count
        return Spelling.nearest(to: name, among: known.filter { $0 != name && abs($0.count - length) <= 2 })
    }

    private static func quoted(_ text: String) -> String { "\"\(text.prefix(80))\"" }
}
