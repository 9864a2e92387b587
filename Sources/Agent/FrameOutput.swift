package import Collectors
package import MetricModel
package import Transport
package import Wire

/// Sends Plexus frames: values every interval; who the host is every half minute, also between two intervals that lie
/// further apart; what values mean every hour; and the last two when asked.
package final class FrameOutput: AgentOutput {
    private let announcement: EncodedAnnouncement
    /// Milliseconds between two frames.
    private let interval: UInt32
    private var definitions: [EncodedDefinition]
    private var encoder: FrameEncoder
    private var tick = Tick(wall: Timestamp(milliseconds: 0), monotonic: 0)
    /// When each record was last sent, in nanoseconds of the monotonic clock; nil if it is due.
    private var hostSentAt: UInt64?
    private var sentAt: [UInt64?]
    private var isAskedForHost = false
    private var isAskedFor: [Bool]

    private static let second: UInt64 = 1_000_000_000
    private static let hostPeriod = 30 * second
    private static let descriptionPeriod = 3600 * second
    /// However often somebody asks, he is answered once in this time.
    private static let patience = 5 * second
    /// Ticks are not exact: what is due so soon is sent now rather than an interval later.
    private static let slack = second / 2

    package init(_ announcement: HostAnnouncement, sender: Sender, definitions: [Definition]) {
        self.announcement = EncodedAnnouncement(announcement)
        interval = announcement.interval
        self.definitions = definitions.map(EncodedDefinition.init)
        encoder = FrameEncoder(sender: sender)
        sentAt = definitions.map { _ in nil }
        isAskedFor = definitions.map { _ in false }
    }

    package func add(_ definitions: [Definition]) {
        self.definitions += definitions.map(EncodedDefinition.init)
        sentAt += definitions.map { _ in nil }
        isAskedFor += definitions.map { _ in false }
    }

    package func prepare(_ report: borrowing Report, at tick: Tick) {
        begin(at: tick)
        appendDue(at: tick)
        for (index, row) in report.rows.enumerated() {
            encoder.append(
                definitions[row.definition].id, instance: row.instance,
                numbers: report.numbers.span.extracting(report.values(of: index))
            ) { report.text(of: index, field: $0) }
        }
    }

    package func prepareAnswers(at tick: Tick) -> Bool {
        let isHostDue = isBetweenIntervals && isHostDue(at: tick.monotonic)
        guard isHostDue || hostSentAt == nil || isAskedForHost || isAskedFor.contains(true) || sentAt.contains(nil)
        else {
            return false
        }
        begin(at: tick)
        appendDue(at: tick)
        return !encoder.isEmpty
    }

    package func prepareGoodbye(at tick: Tick) {
        begin(at: tick)
        encoder.appendGoodbye()
    }

    package func finish(_ batch: inout DatagramBatch, at now: Tick) {
        let delay = UInt32(clamping: Int64(now.seconds(since: tick) * 1000))
        encoder.finish(delay: delay) { batch.append($0) }
        encoder.begin(tick: tick.wall)
    }

    package func heard(_ bytes: Span<UInt8>) {
        guard Frame.isFrame(bytes), let frame = try? Frame(decoding: bytes) else { return }
        for case .ask(let host, let ids) in frame.records {
            isAskedForHost = isAskedForHost || host
            for id in ids {
                if let index = definitions.firstIndex(where: { $0.id == id }) { isAskedFor[index] = true }
            }
        }
    }

    private func begin(at tick: Tick) {
        self.tick = tick
        encoder.begin(tick: tick.wall)
    }

    private func appendDue(at tick: Tick) {
        let now = tick.monotonic
        if isHostDue(at: now) {
            encoder.append(announcement)
            hostSentAt = now
            isAskedForHost = false
        }
        for index in definitions.indices
        where Self.isDue(sentAt[index], period: Self.descriptionPeriod, asked: isAskedFor[index], now: now) {
            encoder.append(definitions[index])
            sentAt[index] = now
            isAskedFor[index] = false
        }
    }

    /// Whether intervals are so long that the host has to be announced between them.
    private var isBetweenIntervals: Bool { UInt64(interval) * 1_000_000 > Self.hostPeriod }

    private func isHostDue(at now: UInt64) -> Bool {
        Self.isDue(hostSentAt, period: Self.hostPeriod, asked: isAskedForHost, now: now)
    }

    private static func isDue(_ sentAt: UInt64?, period: UInt64, asked: Bool, now: UInt64) -> Bool {
        guard let sentAt else { return true }
        let age = now - min(now, sentAt)
        return age >= (asked ? patience : period - slack)
    }
}
