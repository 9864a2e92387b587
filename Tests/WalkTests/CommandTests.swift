import Foundation
import Glibc
import TestKit
import Testing

/// The programs as a person types them, where they can do nothing: one clear sentence, and the right exit status.
@Suite("A command that cannot do its work")
struct CommandTests {
    private static let plexus = RealWalkTests.program("plexus")
    private static let agent = RealWalkTests.program("plexus-agent")

    @Test(
        "says why, and exits with 2, or with 64 if it was typed wrongly",
        arguments: [
            (["plexus-agent", "--interface", "nosuch0"], 2, "no interface \"nosuch0\"; there are: "),
            (["plexus-agent", "--sendd", "x"], 64, "unknown option --sendd (did you mean --send?); try --help"),
            (["plexus-agent", "--interval", "0"], 64, "expected a whole number from 1 to 3600, found \"0\""),
            (["plexus-agent", "--host-name", "a/b"], 64, "found \"a/b\""),
            (["plexus", "aggregator", "--data", "/proc/x"], 2, "the data directory /proc/x cannot be used"),
            (["plexus", "aggregator", "--listen", "127.0.0.1:x"], 2, "expected a port from 1 to 65535, found \"x\""),
            (["plexus", "aggregator", "--config", "/nonexistent.yaml"], 2, "/nonexistent.yaml: there is no such file"),
            (["plexus", "status", "--server", "127.0.0.1:1"], 2, "no aggregator answers at http://127.0.0.1:1"),
            (
                ["plexus", "status", "--data", "/nonexistent"], 2,
                "/nonexistent: no aggregator has kept its state there"
            ),
            (["plexus", "archive", "rewind", "--to", "soon"], 2, "expected a time as now-6h"),
            (["plexus", "graph", "cpu"], 64, "--group: expected 1 to 12 of host, group or hosts"),
            (["plexus", "graph", "cpu", "--hosts", "web["], 64, "--hosts: expected a pattern"),
            (["plexus", "graph", "cpu", "--host", "a", "-o", "x.gif"], 64, "in .svg, .png, .pdf, .csv or .json"),
            (["plexus", "aggregator", "--data", ""], 64, "--data: expected a folder"),
            (["plexus", "up", "--http", "8650"], 2, "8650"),
            (["plexus", "send", "../x", "1"], 64, "no leading dot"),
            (["plexus", "send", "x", "1", "--slope", "upward"], 64, "expected zero, positive"),
            (["plexus", "event"], 64, "what happened?"),
            (["plexus", "event", "--list", "x"], 64, "--list takes no text"),
            (["plexus", "event", "x", "--server", "127.0.0.1:1"], 2, "no aggregator answers at http://127.0.0.1:1"),
            (["plexus", "aggregator", "--data", "/tmp/x", "--http-base", "x"], 2, "http-base: expected a path"),
            (["plexus", "send", "queue"], 64, "a name and a value are needed"),
            (["plexus", "send", "queue", "b", "-t", "uint32"], 2, "expected a number for type uint32, found \"b\""),
        ] as [([String], CInt, String)])
    func obstacle(words: [String], status: CInt, message: String) async throws {
        let command = [words[0] == "plexus" ? Self.plexus : Self.agent] + words.dropFirst()
        let (found, output) = try await Program.run(command)
        #expect(found == status)
        #expect(output.contains(message), "\(output)")
    }

    @Test("because its port is taken says so and stops, with all that it had started", arguments: ["up", "aggregator"])
    func portInUse(command: String) async throws {
        let folder = try TemporaryFolder()
        let taken = try TakenPort()
        let (status, output) = try await Program.run([
            Self.plexus, command, "--data", "\(folder.path)/data", "--http", "127.0.0.1:\(taken.port)",
        ])
        #expect(status == 2)
        #expect(output.contains("127.0.0.1:\(taken.port) is in use by another program"), "\(output)")
    }
}
