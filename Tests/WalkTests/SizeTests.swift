import Agent
import Archive
import Collectors
import MetricModel
import Procfs
import TestKit
import Testing

@Suite("The room that history takes")
struct SizeTests {
    private struct Rows {
        let hosts, groups: Int
    }

    /// The bytes of all files of a host, and of a group that it is in, at a step of 15 s.
    private static func bytes(of fixture: FixtureHost) throws -> Rows {
        let played = try PlayedHost(fixture)
        defer { withExtendedLifetime(played) {} }
        var agent = Agent(played.roots, output: NoOutput()) { _ in }
        let start = Tick(wall: Timestamp(seconds: 1_700_000_010), monotonic: 5_000_000_000_000)
        agent.sample(at: start, everything: true)
        try played.advance()
        let end = Tick(wall: start.wall + 15_000, monotonic: start.monotonic + 15_000_000_000)
        agent.sample(at: end, everything: true)
        let key = HostKey(cluster: GroupName(literal: "prod"), name: HostName(literal: "web1"))
        var (hosts, groups) = (0, 0)
        for row in agent.values(at: end).rows {
            let definition = Catalogue.definitions[row.definition]
            for definition in [definition] + definition.percentiles {
                hosts += size(Schema(definition, for: .host(key, definition.subject, row.instance)))
                guard row.instance == nil else { continue }
                groups += size(Schema(definition, for: .group(key.cluster, definition.subject)))
            }
        }
        return Rows(hosts: hosts, groups: groups)
    }

    private static func size(_ schema: Schema) -> Int {
        RetentionPlan(schema.retention, step: 15).bytes(columns: schema.columns.count)
    }

    @Test(
        "is what the README says, for an ordinary host and for one of 128 cores and 24 disks",
        arguments: [(FixtureHost.idleVM, 60), (FixtureHost.manyCores, 150)])
    func hosts(fixture: FixtureHost, megabytes: Int) throws {
        let bytes = try Self.bytes(of: fixture)
        print("\(fixture.name): \(Double(bytes.hosts / 10_000) / 100) MB, its group \(bytes.groups / 1_000_000) MB")
        #expect(bytes.hosts <= megabytes * 1_000_000)
        #expect(bytes.groups <= 200_000_000)
    }
}
