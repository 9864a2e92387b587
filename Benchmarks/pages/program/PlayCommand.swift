import ArgumentParser
import Foundation
import MetricModel
import Transport

struct PlayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "play", abstract: "Sends what the agents of the simulated hosts would, until it is ended.")

    @OptionGroup var choice: ParkChoice
    @Option(help: "Where to, ADDR:PORT.") var to = "127.0.0.1:8649"
    @Option(help: "Seconds between two frames of a host.") var interval = 15

    func run() throws {
        guard let park = try choice.park() else {
            throw ValidationError("--data: expected a directory that `history` has made, found \(choice.data)")
        }
        let address = try SocketAddress(parsing: to)
        let shape = try choice.shape()
        var sender = try UDPSender()
        var batch = DatagramBatch()
        let agents = park.hosts.map { SimulatedAgent($0, shape.parts(of: $0), interval: interval) }
            .sorted { $0.delay < $1.delay }
        // Agents say who they are every half minute.
        let pause = max(1, 30 / interval)
        var round = 0
        var end = Int(time(nil)) / interval * interval
        while true {
            for agent in agents {
                let late = Tick.now().wall - (Timestamp(seconds: Int64(end)) + Int64(agent.delay))
                // Some milliseconds' worth of hosts at a time, so that the sender is no burden itself.
                if late < 0 { usleep(UInt32(-late) * 1000) }
                batch.removeAll()
                agent.report(at: end, over: interval, describes: round % pause == 0) { batch.append($0) }
                _ = sender.send(batch, to: [address])
            }
            end += interval
            round += 1
        }
    }
}
