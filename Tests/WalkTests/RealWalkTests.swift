import Archive
import Foundation
import MetricModel
import Testing

/// The programs themselves on a network segment: three agents and an aggregator, real multicast, real files.
@Suite(
    "On a segment of three hosts and an aggregator",
    .enabled(if: Segment.obstacle == nil, "skipped: \(Segment.obstacle ?? "")"), .serialized)
struct RealWalkTests {
    /// Where the programs were built: beside the tests.
    static let programs = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()

    static func program(_ name: String) -> String { programs.appendingPathComponent(name).path }

    struct HostStatus: Decodable, Equatable {
        let name: String
        let cluster: String
        let groups: [String]
        let state: String
        let metrics: Int
    }

    struct Answer: Decodable {
        let hosts: [HostStatus]
    }

    /// A running walk.
    struct Walk {
        let segment: Segment
        let data: String

        func aggregator() throws -> Program {
            try Program(
                segment.on(0, [RealWalkTests.program("plexus"), "aggregator", "--data", data, "--interval", "2"]))
        }

        func agent(_ host: Int) throws -> Program {
            try Program(
                segment.on(
                    host,
                    [
                        RealWalkTests.program("plexus-agent"), "--host-name", "host\(host)", "--group", "walk",
                        "--interval", "2", "--state", "\(data)/agent\(host)",
                    ]))
        }

        /// What `plexus status` says, with its exit status; no hosts while no aggregator answers.
        func status() async throws -> (exit: CInt, hosts: [HostStatus]) {
            let (exit, output) = try await Program.run(
                segment.on(0, [RealWalkTests.program("plexus"), "status", "--json"]))
            let hosts = try? JSONDecoder().decode(Answer.self, from: Data(output.utf8)).hosts
            return (exit, hosts ?? [])
        }

        func states() async throws -> [String: String] {
            Dictionary(try await status().hosts.map { ($0.name, $0.state) }) { first, _ in first }
        }

        /// A column's known values by time, of the last two minutes: from the files and what waits for them.
        func fetch(_ series: Series, column: String) async throws -> [Int: Double] {
            let now = Int(Tick.now().wall.seconds)
            let query = Query(series, columns: [column], from: now - 120, to: now, resolution: 2)
            // Until the first file is there, there is no history.
            guard let reader = try? ArchiveReader(directory: data), let found = try? await reader.fetch(query) else {
                return [:]
            }
            let times = found.values[0].indices.map { found.start + ($0 + 1) * found.step }
            return Dictionary(uniqueKeysWithValues: zip(times, found.values[0])).filter { $0.value.isFinite }
        }
    }

    @Test("they find each other, are summed, and survive a crash, a stop and a restart")
    func walk() async throws {
        let data = NSTemporaryDirectory() + "walk-\(UUID().uuidString)"
        let segment = try await Segment(of: 4)
        do {
            try await walk(Walk(segment: segment, data: data))
        } catch {
            await segment.remove()
            try? FileManager.default.removeItem(atPath: data)
            throw error
        }
        await segment.remove()
        try? FileManager.default.removeItem(atPath: data)
    }

    private func walk(_ walk: Walk) async throws {
        var aggregator = try walk.aggregator()
        let agents = try (1...3).map { try walk.agent($0) }
        defer { _ = agents }
        let names = ["host1", "host2", "host3"]

        try await eventually("all three are up; the aggregator says: \(aggregator.output)", within: 60) {
            let status = try await walk.status()
            return status.exit == 0 && status.hosts.map(\.name).sorted() == names
                && status.hosts.allSatisfy { $0.state == "up" && $0.groups == ["default", "walk"] && $0.metrics > 50 }
        }
        try await checkSum(walk, names)
        try await checkPages(walk)

        agents[1].send(SIGKILL)
        try await eventually("the killed host is down and status exits with 1", within: 20) {
            let status = try await walk.status()
            return status.exit == 1 && status.hosts.contains { $0.name == "host2" && $0.state == "down" }
        }
        agents[0].send(SIGTERM)
        #expect(try await agents[0].end() == 0)
        try await eventually("the stopped host has left", within: 10) { try await walk.states()["host1"] == "left" }

        aggregator.send(SIGTERM)
        #expect(try await aggregator.end() == 0, "\(aggregator.output)")
        aggregator = try walk.aggregator()
        try await eventually("the aggregator answers again", within: 30) { try await !walk.status().hosts.isEmpty }
        #expect(try await walk.states() == ["host1": "left", "host2": "down", "host3": "up"])
        let again = [try walk.agent(1), try walk.agent(2)]
        try await eventually("all hosts are back, whole", within: 60) {
            let hosts = try await walk.status().hosts
            return hosts.count == 3 && hosts.allSatisfy { $0.state == "up" && $0.metrics > 50 }
        }
        for agent in again + [agents[2]] {
            agent.send(SIGTERM)
            #expect(try await agent.end() == 0)
        }
        aggregator.send(SIGTERM)
        #expect(try await aggregator.end() == 0)
    }

    /// The group's column is the sum of its members', step by step.
    private func checkSum(_ walk: Walk, _ names: [String]) async throws {
        var compared = 0
        try await eventually("five steps of the group can be compared", within: 60) {
            let load = SubjectName(literal: "load")
            let group = Series.group(GroupName(literal: "walk"), load)
            let sums = try await walk.fetch(group, column: "one_sum")
            var hosts: [[Int: Double]] = []
            for name in names {
                let host = HostKey(cluster: GroupName(literal: "default"), name: try #require(HostName(name)))
                hosts.append(try await walk.fetch(.host(host, load, nil), column: "one"))
            }
            let number = try await walk.fetch(group, column: "one_num")
            compared = 0
            for (time, sum) in sums where number[time] == 3 {
                let values = hosts.compactMap { $0[time] }
                guard values.count == 3 else { continue }
                #expect(abs(values.reduce(0, +) - sum) < 1e-6, "at \(time): \(values) and \(sum)")
                compared += 1
            }
            return compared >= 5
        }
    }

    private func checkPages(_ walk: Walk) async throws {
        func get(_ path: String) async throws -> String {
            try await Program.require(walk.segment.on(0, ["curl", "-sSf", "http://127.0.0.1:8650\(path)"]))
        }
        let overview = try await get("/")
        for name in ["walk", "host1", "host2", "host3"] { #expect(overview.contains(name)) }
        #expect(try await get("/group/walk").contains("host2"))
        #expect(try await get("/host/default/host3").contains("/graph/host/default/host3/cpu.png"))
        let csv = try await Program.require(
            walk.segment.on(
                0, [Self.program("plexus"), "graph", "load", "--group", "walk", "--from", "-5min", "-o", "-"]))
        #expect(csv.contains("host1"))
    }
}
