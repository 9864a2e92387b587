import Agent
import ArgumentParser
import Foundation
import MetricModel
import Transport
import Wire

struct SendCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "send",
        abstract: "Sends one value from a script.",
        discussion: """
            The value goes out as a Ganglia message, under this host's name, and is shown among the host's values from \
            outside, with the next row of history. gmetric's options are taken too; -c is ignored: --to says where to send.

            EXAMPLES
              plexus send room_temperature 21.5 --units C
              plexus send backup ok --to monitor.example.org
              plexus send -n queue_length -v 17 -t uint32 -u jobs -x 120
              plexus send -S 192.0.2.7:printer-1 pages 4711
              plexus send -S 192.0.2.7:printer-1 -H
            """)

    @Argument(help: "The value's name.") var metric: String?
    @Argument(help: "The value.") var reading: String?

    @Option(name: [.short, .long], help: "The value's name, as gmetric takes it.") var name: String?
    @Option(name: [.short, .long], parsing: .unconditional, help: "The value, as gmetric takes it.") var value: String?
    @Option(
        name: [.short, .long],
        help: "string, int8, uint8, int16, uint16, int32, uint32, float or double (double for a number, else string).")
    var type: String?
    @Option(name: [.short, .long, .customLong("unit")], help: "The value's unit.") var units = ""
    @Option(name: [.short, .long], help: "zero, positive, negative, both or derivative.") var slope = "both"
    @Option(name: [.customShort("x"), .long], help: "The longest gap between two values, in seconds.")
    var tmax: UInt32 = 60
    @Option(name: [.short, .long], help: "After how many seconds of silence to forget the value; 0 is never.")
    var dmax: UInt32 = 0
    @Option(name: [.short, .long], help: "Groups of metrics to be shown in, separated by commas.") var group = ""
    @Option(name: [.customShort("C"), .long], help: "The cluster of the host.") var cluster: String?
    @Option(name: [.customShort("D"), .long], help: "A sentence about the value.") var desc: String?
    @Option(name: [.customShort("T"), .long], help: "A title for the value.") var title: String?
    @Option(name: [.customShort("S"), .long], help: "Send for another host, ADDRESS:NAME.") var spoof: String?
    @Flag(name: [.customShort("H"), .long], help: "With --spoof: only say that the host is alive.") var heartbeat =
        false
    @Option(name: [.short, .long], help: .hidden) var conf: String?
    @Flag(help: "Send under this host's address rather than its name, as gmetric does.") var byAddress = false
    @Option(help: "Where to send, ADDR[:PORT]; several times (239.2.11.71:8649).") var to: [String] = []
    @Option(help: "The interface by which multicast leaves (the routing table's).") var interface: String?
    @Option(help: "How many routers multicast may pass, plus one.") var ttl: UInt8 = 1

    private static let slopes = ["zero", "positive", "negative", "both", "unspecified", "derivative"]

    /// Lets a negative number stand where the value stands: `plexus send temperature -5`.
    static func takingNegativeNumbers(_ arguments: [String]) -> [String] {
        guard arguments.first == "send" else { return arguments }
        var result: [String] = []
        for argument in arguments {
            let isNumber = argument.first == "-" && argument.dropFirst().first.map { $0.isNumber || $0 == "." } == true
            // After an option it is that option's value.
            if isNumber, let last = result.last, !last.hasPrefix("-") { result.append("-v") }
            result.append(argument)
        }
        return result
    }

    func run() async throws {
        try await orExplain {
            let messages = try messages()
            let endpoints = try to.isEmpty ? [.defaultGroup] : to.map { try Endpoint(parsing: $0) }
            var batch = DatagramBatch()
            for message in messages {
                var bytes: [UInt8] = []
                try message.encode(into: &bytes)
                batch.append(bytes)
            }
            var sender = try UDPSender(interface: interface, timeToLive: ttl)
            let addresses = try endpoints.compactMap { try $0.resolved().first }
            let report = sender.send(batch, to: addresses)
            if let error = report.outcomes.lazy.compactMap(\.error).first { throw error }
        }
    }

    private func messages() throws -> [GangliaMessage] {
        let sender = try sender()
        if heartbeat {
            guard spoof != nil else { throw ValidationError("-H says that another host is alive: give it with -S") }
            let messages = GangliaSend.heartbeat(from: sender)
            return [messages.metadata, messages.value]
        }
        guard let name = metric ?? name, let value = reading ?? value else {
            throw ValidationError("a name and a value are needed: plexus send NAME VALUE")
        }
        guard InstanceName(name) != nil else {
            throw ValidationError(
                "the name must have 1 to \(InstanceName.limit) bytes, no leading dot and no control characters")
        }
        guard Self.slopes.contains(slope) else {
            throw ValidationError("--slope: expected \(Self.slopes.joined(separator: ", ")), found \(slope.excerpt)")
        }
        let word = type ?? (Double(value) == nil ? "string" : "double")
        var send = try GangliaSend(name: name, value: value, type: word, units: units)
        send.slope = GangliaSlope(word: slope)
        send.tmax = tmax
        send.dmax = dmax
        send.cluster = cluster
        send.groups = GangliaSend.groups(in: group)
        send.summary = desc
        send.title = title
        let messages = send.messages(from: sender)
        return [messages.metadata, messages.value]
    }

    private func sender() throws -> GangliaSender {
        if let spoof { return try GangliaSender(spoofing: spoof) }
        let name = try AgentLoop.kernelHostName().text
        return byAddress ? GangliaSender(hostName: name) : try GangliaSender(address: name, name: name)
    }
}
