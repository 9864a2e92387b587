import ClusterState
import MetricModel

extension RecordedEvent {
    /// What the aggregator noticed of a host at a moment.
    init(_ event: Event, at now: Timestamp) {
        var start = now.seconds
        var hosts: [HostKey] = []
        let kind: String
        switch event {
        case .new(let host, _): (hosts, kind) = ([host], "new")
        case .up(let host): (hosts, kind) = ([host], "up")
        case .down(let host, let lastHeard):
            (hosts, kind) = ([host], "down")
            // When it fell silent, not when that was certain.
            start = min(start, lastHeard.seconds)
        case .left(let host): (hosts, kind) = ([host], "left")
        case .silent(let host): (hosts, kind) = ([host], "silent")
        case .restarted(let host): (hosts, kind) = ([host], "restarted")
        case .rebooted(let host, let boot):
            (hosts, kind) = ([host], "rebooted")
            start = min(start, boot.seconds)
        case .reinstalled(let host): (hosts, kind) = ([host], "reinstalled")
        case .renamed(let old, let new): (hosts, kind) = ([old, new], "renamed")
        case .conflict(let host, _, _): (hosts, kind) = ([host], "conflict")
        case .cloned(_, let one, let other): (hosts, kind) = ([one, other], "cloned")
        case .clockWrong(let host, _): (hosts, kind) = ([host], "clock_wrong")
        case .clockRight(let host): (hosts, kind) = ([host], "clock_right")
        case .tooManySeries(let host, _): (hosts, kind) = ([host], "too_many_series")
        }
        self.init(start: start, text: "\(event)", hosts: hosts, source: Self.ownSource, kind: kind)
    }

    /// That the aggregator itself began.
    static func started(at now: Timestamp) -> RecordedEvent {
        RecordedEvent(
            start: now.seconds, text: "the aggregator was started (\(Version.text))", source: ownSource, kind: "started"
        )
    }
}
