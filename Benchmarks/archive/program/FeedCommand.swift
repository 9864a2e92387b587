import ArgumentParser
import Foundation
import MetricModel
import Transport
import Wire

struct FeedCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "feed", abstract: "Sends what the agents of many hosts would, until the seconds are over.",
        discussion: """
            Every interval each host sends its rows, as long after the interval's end as an agent of its id would; who it \
            is every half minute; and what its values mean at first.
            """)

    @Option(help: "Where to, ADDR:PORT.") var to: String
    @OptionGroup var shape: Shape
    @Option(help: "Seconds between two frames of a host.") var interval = 15
    @Option(help: "How long.") var seconds = 60

    private struct Figures: Encodable {
        let datagrams, bytes, failed, values: Int
        /// The longest time in milliseconds by which a frame was sent too late.
        let latest: Int
    }

    func run() throws {
        let address = try SocketAddress(parsing: to)
        let parts = try shape.parts()
        let definitions = parts.map { EncodedDefinition($0.definition) }
        var hosts = shape.keys.enumerated().map { FedHost($1, number: UInt64($0), interval: interval) }
        hosts.sort { $0.delay < $1.delay }
        var sender = try UDPSender()
        var numbers = Numbers()
        var batch = DatagramBatch()
        var (datagrams, bytes, failed, values, latest) = (0, 0, 0, 0, 0)
        Gate.ready()
        let first = (Tick.now().wall.seconds / Int64(interval) + 1) * Int64(interval)
        for round in 0..<max(1, seconds / interval) {
            let tick = Timestamp(seconds: first + Int64(round * interval))
            for host in hosts {
                let due = tick + host.delay
                let late = Tick.now().wall - due
                // Some milliseconds' worth of hosts at a time, so that the sender is no burden itself.
                if late < 0 { usleep(UInt32(-late) * 1000) }
                latest = max(latest, Int(late))
                batch.removeAll()
                values += host.fill(&batch, at: tick, parts, definitions, &numbers)
                datagrams += batch.count
                bytes += batch.byteCount
                failed += sender.send(batch, to: [address]).outcomes.reduce(0) { $0 + $1.failed }
            }
        }
        try Gate.tell(Figures(datagrams: datagrams, bytes: bytes, failed: failed, values: values, latest: latest))
    }
}

/// One of the hosts, and the agent on it.
private final class FedHost {
    /// Milliseconds from a tick to its sending.
    let delay: Int64
    private let announcement: EncodedAnnouncement
    private let announcedEvery: Int
    private var encoder: FrameEncoder
    private var ticks = 0

    init(_ key: HostKey, number: UInt64, interval: Int) {
        let mixed = (number &+ 1) &* 0x9E37_79B9_7F4A_7C15
        delay = Int64(mixed >> 16) % min(Int64(interval) * 800, 16_000)
        announcement = EncodedAnnouncement(
            HostAnnouncement(cluster: key.cluster, name: key.name, interval: UInt32(interval * 1000)))
        announcedEvery = max(1, 30 / interval)
        encoder = FrameEncoder(sender: Sender(id: AgentID(high: mixed, low: number), start: 1))
    }

    /// Adds the datagrams of a tick; returns how many values they have.
    func fill(
        _ batch: inout DatagramBatch, at tick: Timestamp, _ parts: [Shape.Part], _ definitions: [EncodedDefinition],
        _ numbers: inout Numbers
    ) -> Int {
        encoder.begin(tick: tick)
        if ticks % announcedEvery == 0 { encoder.append(announcement) }
        var count = 0
        for (part, definition) in zip(parts, definitions) {
            if ticks == 0 { encoder.append(definition) }
            let values = numbers.row(part.definition.fields.count)
            encoder.append(definition.id, instance: part.instance, numbers: values.span)
            count += values.count
        }
        ticks += 1
        let delay = UInt32(clamping: Tick.now().wall - tick)
        encoder.finish(delay: delay) { batch.append($0) }
        return count
    }
}
