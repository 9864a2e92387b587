import ArgumentParser
import Foundation
import MetricModel
import Transport

struct PlayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "play", abstract: "Sends what the agents of the simulated hosts would, until it is ended.")

    @OptionGroup var choice: ParkChoice
    @Option(help: "Where to, ADDR:PORT.") var to = "127.0.0.1:8649"
    @Option(help: "Seconds between two reports of a host.") var interval = 15
    @Flag(help: "Send what gmond would, one value a datagram, to a gmond.") var ganglia = false

    func run() throws {
        guard let park = try choice.park() else { throw choice.absence }
        let shape = try choice.shape()
        let agents = park.hosts.map { SimulatedAgent($0, shape.parts(of: $0), interval: interval) }
            .sorted { $0.delay < $1.delay }
        let daemons =
            try ganglia
            ? agents.enumerated().map { index, agent in
                try GangliaAgent(
                    agent.host, shape.parts(of: agent.host), address: "10.7.\(1 + index / 250).\(1 + index % 250)")
            } : []
        // Agents say who they are every half minute, and gmond what its values mean every minute.
        let pause = max(1, (ganglia ? 60 : 30) / interval)
        let address = try SocketAddress(parsing: to)
        var sender = try UDPSender()
        var batch = DatagramBatch()
        var round = 0
        var end = Int(time(nil)) / interval * interval
        while true {
            for (index, agent) in agents.enumerated() {
                let late = Tick.now().wall - (Timestamp(seconds: Int64(end)) + Int64(agent.delay))
                if late < 0 { usleep(UInt32(-late) * 1000) }
                batch.removeAll()
                let describes = round % pause == 0
                if ganglia {
                    daemons[index].report(at: end, over: interval, describes: describes, to: &batch)
                } else {
                    agent.report(at: end, over: interval, describes: describes) { batch.append($0) }
                }
                _ = sender.send(batch, to: [address])
            }
            end += interval
            round += 1
        }
    }
}
