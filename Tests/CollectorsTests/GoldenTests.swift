import Agent
import Collectors
import Foundation
import MetricModel
import Procfs
import TestKit
import Testing

@Suite("Golden values")
struct GoldenTests {
    @Test("are kept of at least seven hosts")
    func hosts() { #expect(FixtureHost.all.count >= 7) }

    /// To renew the files after a wanted change, run the tests with PLEXUS_RENEW=1 and look at the difference.
    @Test("of a host's two moments are those in golden.txt", arguments: FixtureHost.all)
    func golden(host: FixtureHost) throws {
        let played = try PlayedHost(host)
        defer { withExtendedLifetime(played) {} }
        var agent = Agent(played.roots, reportsCost: false, output: NoOutput()) { _ in }
        agent.sample(at: .start)
        try played.advance()
        agent.sample(at: .start + 15)
        let lines = Listing.values(agent.values(at: .start + 15), Catalogue.definitions)
        let file = "\(host.folder)/golden.txt"
        if ProcessInfo.processInfo.environment["PLEXUS_RENEW"] == "1" {
            try lines.map { "\($0)\n" }.joined().write(toFile: file, atomically: true, encoding: .utf8)
        }
        let golden = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").map(String.init)
        #expect(!golden.isEmpty)
        for (line, expected) in zip(lines, golden) { #expect(line == expected) }
        #expect(lines.count == golden.count)
    }
}
