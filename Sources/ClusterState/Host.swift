package import MetricModel
package import Wire

/// What is known of one host.
package struct Host: Sendable {
    package enum State: String, Sendable, Codable {
        case up, down, left
    }

    /// What a series was when it was last heard.
    package struct Latest: Sendable {
        package let definition: Definition
        package let sample: Sample
        /// The end and the length of the interval it is about, in seconds.
        package let end, length: Int64
    }

    package struct SeriesName: Hashable, Sendable, CustomStringConvertible {
        package let subject: SubjectName
        package let instance: InstanceName?

        /// As `disk@sda`.
        package var description: String { "\(subject)\(instance.map { "@\($0)" } ?? "")" }
    }

    package let key: HostKey
    package internal(set) var address: String
    /// The address by which it became known: of those, one may have only so many.
    let firstAddress: String
    package internal(set) var state: State
    /// nil for a host that is known by Ganglia messages only.
    package internal(set) var sender: Sender?
    /// What the agent said of itself; for a Ganglia host, what its protocol implies.
    package internal(set) var announcement: HostAnnouncement
    /// By the aggregator's wall clock.
    package internal(set) var lastHeard: Timestamp
    /// By the aggregator's monotonic clock, in nanoseconds; what liveness is judged by.
    var lastHeardMonotonic: UInt64
    /// Seconds by which the host's clock is behind the aggregator's, the network's delay included.
    package internal(set) var skew: Double?
    package internal(set) var isClockWrong = false
    package internal(set) var counters = Counters()
    package internal(set) var latest: [SeriesName: Latest] = [:]
    var sequence = SequenceWindow()
    var lostBefore: UInt64 = 0
    /// Agents that were refused under this name, each reported once.
    var refused: Set<AgentID> = []
    /// Runs of this host's own agent that a newer run has replaced.
    var retired: [UInt64] = []
    /// When its agent's present run was first heard under this name, in nanoseconds of the monotonic clock.
    var boundAt: UInt64
    /// Whether the agent's present run follows another one and has not told yet when the host was booted.
    var hasRestarted = false
    /// The name under which its agent spoke later.
    package internal(set) var renamedTo: HostKey?
    var hasReportedLimit = false
    /// Whether the Ganglia messages about it come from a daemon of its own, rather than only from scripts.
    var hasGangliaDaemon = false
    var windows: [SubjectName: StepWindow] = [:]
    var held: [SeriesName: HeldRow] = [:]

    /// What went wrong with a host's datagrams, in datagrams or rows since the aggregator learnt of the host.
    package struct Counters: Sendable, Equatable, Codable {
        package var datagrams: UInt64 = 0
        /// Missing by their sequence numbers.
        package var lost: UInt64 = 0
        package var duplicates: UInt64 = 0
        /// Rows no newer than what was known.
        package var late: UInt64 = 0
        /// Rows or values that break the rules of their definition, and datagrams of a second agent.
        package var rejected: UInt64 = 0
        /// Frames that were dated by their arrival.
        package var redated: UInt64 = 0
        /// Rows whose description was not known yet.
        package var undescribed: UInt64 = 0
    }

    /// Seconds of silence after which the host is down: four of its own intervals, at least ten.
    package var patience: Double { max(10, 4 * Double(announcement.interval) / 1000) }

    init(
        key: HostKey, address: String, state: State, sender: Sender?, announcement: HostAnnouncement, heard now: Tick
    ) {
        self.key = key
        self.address = address
        firstAddress = address
        self.state = state
        self.sender = sender
        self.announcement = announcement
        lastHeard = now.wall
        lastHeardMonotonic = now.monotonic
        boundAt = now.monotonic
    }

    /// How many refused agents are told apart; there are no more reports beyond, so that invented ids fill neither the
    /// memory nor the log.
    static let refusedLimit = 16

    /// Whether the present run is so new that a datagram of the one before it may still be on its way.
    func isFreshlyBound(at now: Tick) -> Bool {
        now.monotonic <= boundAt || now.monotonic - boundAt < 10_000_000_000
    }

    func isSilent(at now: Tick) -> Bool {
        now.monotonic > lastHeardMonotonic && Double(now.monotonic - lastHeardMonotonic) / 1e9 > patience
    }

    /// How many values the host gives.
    package var metricCount: Int {
        latest.values.reduce(0) { count, latest in
            count + latest.sample.texts.count + latest.sample.numbers.count { !$0.isNaN }
        }
    }

    /// What a subject as a whole was when it was last heard; nil if it never was.
    package func latest(_ subject: StaticString) -> Latest? {
        latest[SeriesName(subject: SubjectName(literal: subject), instance: nil)]
    }

    /// The latest value of a whole subject's field; nil if unknown.
    package func number(_ subject: StaticString, _ field: StaticString) -> Double? {
        guard let latest = latest(subject), let index = latest.definition.index(of: FieldName(literal: field)),
            !latest.sample.numbers[index].isNaN
        else { return nil }
        return latest.sample.numbers[index]
    }

    /// The latest words of a whole subject's field; nil if unknown.
    package func text(_ subject: StaticString, _ field: StaticString) -> String? {
        guard let latest = latest(subject), let index = latest.definition.index(of: FieldName(literal: field)) else {
            return nil
        }
        return latest.sample.texts[index]
    }
}
