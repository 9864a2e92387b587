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

    /// What the table shows of a host.
    private struct HostStatus: Decodable {
        let cluster, name, address, state, lastHeard: String
        let lost: UInt64
        let loadOne, cores: Double?
    }

    private struct Hosts: Decodable {
        let hosts: [HostStatus]
    }

    /// What the text shows of the aggregator itself.
    private struct AggregatorStatus: Decodable {
        struct Clock: Decodable {
            let now: String
            let leapSeconds: Double?
        }

        /// nil from one that does not tell it.
        let clock: Clock?
    }

    func run() async throws {
        try await orExplain {
            let (answer, status) = try await documents()
            let decoder = JSONDecoder()
            decoder.keyDecodingStrategy = .convertFromSnakeCase
            let hosts = try decoder.decode(Hosts.self, from: Data(answer.utf8)).hosts
            if json {
                // Joined as text: both are whole documents, and their order is the API's.
                print(status.map { "\(answer.dropLast()),\"aggregator\":\($0)}" } ?? answer)
            } else {
                printTable(hosts)
                let clock = try status.flatMap {
                    try decoder.decode(AggregatorStatus.self, from: Data($0.utf8)).clock
                }
                if let clock, let leap = clock.leapSeconds { print(Style.red(Self.text(clock.now, leap))) }
            }
            if hosts.contains(where: { $0.state == "down" }) { throw ExitCode(1) }
        }
    }

    private static func text(_ now: String, _ leap: Double) -> String {
        "the aggregator's clock leapt \(HumanText.duration(leap.magnitude)) \(leap > 0 ? "ahead" : "back") "
            + "and is not believed yet: it is taken to be \(now)"
    }

    /// What the API answers about the hosts, and about the aggregator unless none is asked.
    private func documents() async throws -> (hosts: String, status: String?) {
        if let data { return (try remembered(in: data), nil) }
        let client = Client(server)
        func document(_ path: String, _ query: [(String, String)] = []) async throws -> String {
            String(decoding: try await client.get(path, query), as: UTF8.self)
                .trimmingCharacters(in: .whitespacesAndNewlines)
        }
        return (
            try await document("/api/v1/hosts", group.map { [("group", $0)] } ?? []),
            try await document("/api/v1/status")
        )
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

    private func remembered(in directory: String) throws -> String {
        let now = Tick.now()
        guard let state = try StateFile(directory: directory).remembered(at: now) else {
            throw Failure("\(directory): no aggregator has kept its state there")
        }
        let hosts = state.summaries(at: now.wall).filter { host in
            group.map { host.groups.map(\.text).contains($0) } ?? true
        }
        return HostsDocument.json(hosts).text
    }
}
