import ClusterState
import Collectors
import MetricModel
import Wire

/// A cluster's state with a clock that stands still until it is moved.
struct Cluster {
    /// A whole multiple of every step that the tests use.
    static let start: Int64 = 1_800_000_000

    var state: ClusterState
    var now = Tick(wall: Timestamp(seconds: start), monotonic: 1_000_000_000_000)

    init(
        step: Int = 15, groups: [GroupRule] = [], definitions: [Definition] = Catalogue.definitions,
        configure: (inout ClusterState.Configuration) -> Void = { _ in }
    ) {
        var configuration = ClusterState.Configuration(
            step: step, gangliaCluster: GroupName(literal: "ganglia"), groups: groups)
        configure(&configuration)
        state = ClusterState(configuration, definitions: definitions)
        _ = state.advance(to: now)
    }

    /// Seconds since the beginning, by the wall clock.
    var second: Int64 { now.wall.seconds - Self.start }

    /// Lets both clocks run without anybody looking.
    mutating func wait(milliseconds: Int64) {
        now.wall = now.wall + milliseconds
        now.monotonic += UInt64(milliseconds) * 1_000_000
    }

    mutating func wait(_ seconds: Int) { wait(milliseconds: Int64(seconds) * 1000) }

    /// Lets time pass second by second, as an aggregator does.
    @discardableResult
    mutating func run(for seconds: Int) -> [Effect] {
        (0..<seconds).flatMap { _ in
            wait(1)
            return advance()
        }
    }

    @discardableResult
    mutating func advance() -> [Effect] { state.advance(to: now) }

    @discardableResult
    mutating func hear(_ frame: Frame, from peer: Peer) -> [Effect] { state.heard(frame, from: peer, at: now) }

    /// Hears the agent's next frame, sent at this moment about an interval that ended `delay` milliseconds ago.
    @discardableResult
    mutating func hear(_ agent: inout TestAgent, _ records: Frame.Record..., delay: UInt32 = 0) -> [Effect] {
        hear(agent.frame(records, at: now.wall + -Int64(delay), delay: delay), from: agent.peer)
    }

    @discardableResult
    mutating func hear(_ message: GangliaMessage, from peer: Peer = .gmond) -> [Effect] {
        state.heard(message, from: peer, at: now)
    }

    func host(_ agent: TestAgent) -> Host? { state.hosts[agent.key] }
}

extension Peer {
    static let gmond = Peer(address: "10.0.9.9", port: 8649)
}

extension [Effect] {
    var events: [Event] { compactMap { if case .report(let event) = $0 { event } else { nil } } }

    var rows: [Row] { compactMap { if case .store(let row) = $0 { row } else { nil } } }

    /// The effects that are neither rows nor reports.
    var questions: [Effect] {
        filter {
            switch $0 {
            case .store, .report: false
            case .ask, .askGanglia, .resolve: true
            }
        }
    }

    func rows(of key: HostKey, _ subject: StaticString, _ instance: StaticString? = nil) -> [Row] {
        let instance = instance.map { InstanceName(literal: $0) }
        return rows.filter { $0.series == .host(key, SubjectName(literal: subject), instance) }
    }

    func rows(of group: StaticString, _ subject: StaticString) -> [Row] {
        rows.filter { $0.series == .group(GroupName(literal: group), SubjectName(literal: subject)) }
    }
}

extension Row {
    /// The value of a host's field; nil if unknown.
    func value(_ field: StaticString) -> Double? {
        definition.index(of: FieldName(literal: field)).map { values[$0] }.flatMap { $0.isNaN ? nil : $0 }
    }

    /// A group's total of a field; nil if it has none.
    func total(_ field: StaticString) -> Total? {
        definition.index(of: FieldName(literal: field)).map {
            Total(sum: values[3 * $0], maximum: values[3 * $0 + 1], number: values[3 * $0 + 2])
        }
    }
}

struct Total: Equatable {
    var sum, maximum, number: Double
}
