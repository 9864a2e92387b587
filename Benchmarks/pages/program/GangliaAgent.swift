import MetricModel
import Transport
import Wire

/// The gmond on a host that does not exist, as its cluster's gmond hears it.
final class GangliaAgent {
    let host: SimulatedHost
    private let sender: GangliaSender
    private let parts: [(part: Part, columns: [GangliaColumn])]
    private var bytes: [UInt8] = []

    /// - `address`: where its messages seem to come from.
    init(_ host: SimulatedHost, _ parts: [Part], address: String) throws {
        self.host = host
        sender = try GangliaSender(address: address, name: host.key.name.text)
        self.parts = parts.map { ($0, GangliaColumn.all(of: $0)) }.filter { !$0.1.isEmpty || !$0.0.texts.isEmpty }
    }

    /// Adds the messages about some seconds, each a datagram.
    ///
    /// - `end`: seconds since 1970.
    /// - `describes`: whether to say what the values mean.
    func report(at end: Int, over seconds: Int, describes: Bool, to batch: inout DatagramBatch) {
        let moments = MomentTable(of: host, after: end - seconds, through: end, every: seconds)
        guard moments.count == 1, host.speaks(at: end, over: seconds) else { return }
        if describes { append(GangliaMetric.heartbeat.metadataMessage(from: sender), to: &batch) }
        append(
            GangliaMetric.heartbeatMessage(startedAt: Timestamp(seconds: Int64(host.joined)), from: sender), to: &batch)
        for (part, columns) in parts {
            var values: [Double] = []
            part.append(0, of: moments, noisiness: 1, to: &values)
            for column in columns {
                if describes { append(column.metric.metadataMessage(from: sender), to: &batch) }
                append(column.metric.valueMessage(values[column.column], from: sender), to: &batch)
            }
            for (index, text) in part.texts {
                guard let metric = part.definition.fields[index].flatName.flatMap({ GangliaMetric.named($0) }) else {
                    continue
                }
                if describes { append(metric.metadataMessage(from: sender), to: &batch) }
                append(metric.valueMessage(text, from: sender), to: &batch)
            }
        }
    }

    private func append(_ message: GangliaMessage?, to batch: inout DatagramBatch) {
        guard let message else { return }
        bytes.removeAll(keepingCapacity: true)
        guard (try? message.encode(into: &bytes)) != nil else { return }
        batch.append(bytes)
    }
}
