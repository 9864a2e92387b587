import Aggregator
import ArgumentParser
import ClusterState
import Foundation
import MetricModel
import Web
import Wire

struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Which hosts are up, and how loaded they are.",
        discussion: """
            The exit status is 1 if any host is down.

            EXAMPLES
              plexus status
              plexus status --group web
              plexus status --json | jq '.hosts[] | select(.state == "down") | .name'
              plexus status --data /var/lib/plexus    what the aggregator last remembered, without asking it
            """)

    @Option(help: "The aggregator to ask, HOST:PORT.") var server = "127.0.0.1:8650"
    @Option(help: "Read this data folder instead of asking an aggregator.") var data: String?
    @Option(help: "Only the hosts of this group.") var group: String?
    @Flag(help: "Print JSON: the hosts, and how the aggregator itself is.") var json = false

    /// A host as the API answers it.
    struct HostStatus: Codable {
        let cluster: String
        let groups: [String]
        let name: String
        let address: String
        let state: String
        let lastHeard: String
        let interval: Double
        let metrics: Int
        let lost: UInt64
        let rejected: UInt64
        let loadOne: Double?
        let cores: Double?

        private enum CodingKeys: String, CodingKey {
            case cluster, groups, name, address, state, interval, metrics, lost, rejected, cores
            case lastHeard = "last_heard"
            case loadOne = "load_one"
        }
    }

    struct Hosts: Codable {
        let hosts: [HostStatus]
    }

    /// What the text shows of the aggregator itself.
    private struct AggregatorStatus: Codable {
        struct Clock: Codable {
            let now: String
            let leap: Double?

            private enum CodingKeys: String, CodingKey {
                case now
                case leap = "leap_seconds"
            }
        }

        /// nil from one that does not tell it.
        let clock: Clock?
    }

    func run() async throws {
        try await orExplain {
            let hosts: [HostStatus]
            var clock: AggregatorStatus.Clock?
            if let data {
                hosts = try remembered(in: data)
                if json { try printJSON(Hosts(hosts: hosts)) }
            } else {
                let client = Client(server)
                let answer = try await client.get("/api/v1/hosts", group.map { [("group", $0)] } ?? [])
                hosts = try JSONDecoder().decode(Hosts.self, from: answer).hosts
                let status = try await client.get("/api/v1/status")
                clock = try JSONDecoder().decode(AggregatorStatus.self, from: status).clock
                if json { printJSON(answer, status) }
            }
            if !json {
                printTable(hosts)
                if let clock, let leap = clock.leap { print(Style.red(Self.text(clock.now, leap))) }
            }
            if hosts.contains(where: { $0.state == "down" }) { throw ExitCode(1) }
        }
    }

    private static func text(_ now: String, _ leap: Double) -> String {
        "the aggregator's clock leapt \(HumanText.duration(leap.magnitude)) \(leap > 0 ? "ahead" : "back") "
            + "and is not believed yet: it is taken to be \(now)"
    }

    private func printJSON(_ hosts: Data, _ aggregator: Data) {
        // Joined as text: both are whole documents, and their order is the API's.
        let documents = [hosts, aggregator].map {
            String(decoding: $0, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        }
        print("\(documents[0].dropLast()),\"aggregator\":\(documents[1])}")
    }

    private func printJSON(_ hosts: Hosts) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        print(String(decoding: try encoder.encode(hosts), as: UTF8.self))
    }

    private func printTable(_ hosts: [HostStatus]) {
        var table = Table([
            ("CLUSTER", .left), ("HOST", .left), ("STATE", .left), ("LOAD", .right), ("CORES", .right),
            ("LAST HEARD", .left), ("LOST", .right), ("ADDRESS", .left),
        ])
        for host in hosts {
            table.append([
                host.cluster, host.name, host.state, host.loadOne.map { String(format: "%.2f", $0) } ?? "-",
                host.cores.map { String(format: "%.0f", $0) } ?? "-", host.lastHeard, "\(host.lost)", host.address,
            ])
        }
        for (index, line) in table.lines.enumerated() {
            print(index > 0 && hosts[index - 1].state == "down" ? Style.red(line) : line)
        }
        let states = ["up", "down", "left"].map { state in "\(hosts.count { $0.state == state }) \(state)" }
        print("\(hosts.count) \(hosts.count == 1 ? "host" : "hosts"): \(states.joined(separator: ", "))")
    }

    private func remembered(in directory: String) throws -> [HostStatus] {
        guard let state = try StateFile(directory: directory).remembered(at: Tick.now()) else {
            throw Failure("\(directory): no aggregator has kept its state there")
        }
        return state.sortedHosts.compactMap { host in
            let groups = state.groups(of: host.key).map(\.text)
            if let group, !groups.contains(group) { return nil }
            return HostStatus(
                cluster: host.key.cluster.text, groups: groups, name: host.key.name.text, address: host.address,
                state: host.state.rawValue, lastHeard: ISO8601.text(host.lastHeard),
                interval: Double(host.announcement.interval) / 1000, metrics: host.metricCount,
                lost: host.counters.lost, rejected: host.counters.rejected, loadOne: nil, cores: nil)
        }
    }
}
