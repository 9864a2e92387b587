package import Collectors
package import MetricModel
package import Transport
package import Wire

/// Sends what gmond would: each value in a datagram of its own, its metadata before it now and then, and a heartbeat.
package final class GangliaOutput: AgentOutput {
    private struct Known {
        let metric: GangliaMetric
        /// In nanoseconds of the monotonic clock; nil if the metadata is due.
        var metadataSentAt: UInt64?
    }

    private var definitions: [Definition]
    private let sender: GangliaSender
    private let startedAt: Timestamp
    private let tmax: UInt32
    private var metrics: [String: Known] = [:]
    private var heartbeatAt: UInt64?
    private var batch = DatagramBatch()
    private var bytes: [UInt8] = []

    /// Metadata is repeated after this long: a unicast receiver cannot ask for it.
    private static let metadataPeriod: UInt64 = 60_000_000_000
    private static let heartbeatPeriod: UInt64 = 20_000_000_000
    private static let slack: UInt64 = 500_000_000
    /// More metrics than this are not remembered, lest devices that come and go fill the memory.
    private static let limit = 4096

    package init(sender: GangliaSender, definitions: [Definition], interval: Int, startedAt: Timestamp) {
        self.definitions = definitions
        self.sender = sender
        self.startedAt = startedAt
        tmax = UInt32(clamping: max(60, 4 * interval))
    }

    package func add(_ definitions: [Definition]) { self.definitions += definitions }

    package func prepare(_ report: borrowing Report, at tick: Tick) {
        batch.removeAll()
        if metrics.count > Self.limit { metrics.removeAll() }
        appendHeartbeat(at: tick)
        for (index, row) in report.rows.enumerated() {
            let definition = definitions[row.definition]
            let first = report.values(of: index).lowerBound
            let texts = report.texts(of: index)
            for (place, field) in definition.fields.enumerated() {
                let name = definition.flatName(of: field, instance: row.instance)
                let number = report.numbers[first + place]
                guard texts[place] != nil || !number.isNaN else { continue }
                appendMetadata(name, field, definition, at: tick)
                guard let metric = metrics[name]?.metric else { continue }
                append(
                    texts[place].map { metric.valueMessage($0, from: sender) }
                        ?? metric.valueMessage(number, from: sender))
            }
        }
    }

    package func prepareAnswers(at tick: Tick) -> Bool {
        batch.removeAll()
        appendHeartbeat(at: tick)
        return !batch.isEmpty
    }

    package func prepareGoodbye(at tick: Tick) { batch.removeAll() }

    package func finish(_ batch: inout DatagramBatch, at now: Tick) {
        swap(&batch, &self.batch)
        self.batch.removeAll()
    }

    package func heard(_ bytes: Span<UInt8>) {
        guard case .request(let id) = try? GangliaMessage(decoding: bytes) else { return }
        metrics[id.name]?.metadataSentAt = nil
    }

    private func appendHeartbeat(at tick: Tick) {
        guard Self.isDue(heartbeatAt, period: Self.heartbeatPeriod, at: tick) else { return }
        heartbeatAt = tick.monotonic
        append(GangliaMetric.heartbeat.metadataMessage(from: sender))
        append(GangliaMetric.heartbeatMessage(startedAt: startedAt, from: sender))
    }

    private func appendMetadata(_ name: String, _ field: Field, _ definition: Definition, at tick: Tick) {
        var known =
            metrics[name]
            ?? Known(
                metric: GangliaMetric.named(name)
                    ?? GangliaMetric(
                        flatName: name, unit: field.unit, kind: field.kind, title: field.title,
                        summary: field.summary, group: definition.subject.text, tmax: tmax))
        defer { metrics[name] = known }
        guard Self.isDue(known.metadataSentAt, period: Self.metadataPeriod, at: tick) else { return }
        known.metadataSentAt = tick.monotonic
        append(known.metric.metadataMessage(from: sender))
    }

    /// A little early rather than a tick late: ticks are not exact.
    private static func isDue(_ sentAt: UInt64?, period: UInt64, at tick: Tick) -> Bool {
        guard let sentAt else { return true }
        return tick.monotonic >= sentAt && tick.monotonic - sentAt >= period - slack
    }

    /// What Ganglia cannot say, a text that is too long for it, is left out.
    private func append(_ message: GangliaMessage?) {
        guard let message else { return }
        bytes.removeAll(keepingCapacity: true)
        guard (try? message.encode(into: &bytes)) != nil else { return }
        batch.append(bytes)
    }
}
