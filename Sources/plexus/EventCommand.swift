import ArgumentParser
import Foundation
import Graphs
import MetricModel

struct EventCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "event",
        abstract: "Tells what happened, for a mark on graphs; or lists what did.",
        discussion: """
            Without --host and --group an event is about everything. From another host than the aggregator's, its token is \
            needed: in $PLEXUS_TOKEN, or in the file of --token-file.

            EXAMPLES
              plexus event "deploy 42"
              plexus event "disk replaced" --host db1 --start now-2h --end now
              plexus event "new kernel" --group web --server monitor.example.org
              plexus event --list --from -1w --host db1
            """)

    @Argument(help: "What happened, in a few words.") var text: String?
    @Flag(help: "List events instead.") var list = false
    @Option(help: "The host it is about, NAME or CLUSTER/NAME; several times.") var host: [String] = []
    @Option(help: "The group it is about; several times.") var group: [String] = []
    @Option(parsing: .unconditional, help: "When it began: now-10min, 2026-11-22T03:00Z, or seconds since 1970 (now).")
    var start: String?
    @Option(parsing: .unconditional, help: "When it ended; without it, it is a moment.") var end: String?
    @Option(help: "Who tells it.") var source = "cli"
    @Option(parsing: .unconditional, help: "With --list: from when.") var from = "-1d"
    @Option(parsing: .unconditional, help: "With --list: until when.") var to = "now"
    @OptionGroup var zone: ZoneOption
    @Flag(help: "Print JSON.") var json = false
    @Option(help: "The aggregator, HOST:PORT.") var server = "127.0.0.1:8650"
    @Option(help: "A file that holds the aggregator's token.") var tokenFile: String?

    func validate() throws {
        if list {
            guard text == nil else { throw ValidationError("--list takes no text") }
            guard host.count <= 1, group.count <= 1 else {
                throw ValidationError("--list takes one --host and one --group")
            }
        } else if text == nil {
            throw ValidationError("what happened? plexus event \"deploy 42\"; --list lists")
        }
    }

    func run() async throws {
        try await orExplain { if list { try await printList() } else { try await tell() } }
    }

    private func tell() async throws {
        var fields: [String: Any] = ["text": text ?? "", "source": source]
        if !host.isEmpty { fields["hosts"] = host }
        if !group.isEmpty { fields["groups"] = group }
        if let start { fields["start"] = try moment(start) }
        if let end { fields["end"] = try moment(end) }
        let document = try JSONSerialization.data(withJSONObject: fields)
        let answer = try await Client(server).post("/api/v1/events", document, token: try token())
        if json { FileHandle.standardOutput.write(answer) }
    }

    private func moment(_ text: String) throws -> Int {
        try TimeText.moment(text, now: time(nil), zone: zone.zone)
    }

    private func token() throws -> String? {
        guard let tokenFile else { return ProcessInfo.processInfo.environment["PLEXUS_TOKEN"] }
        guard let text = try? String(contentsOfFile: tokenFile, encoding: .utf8) else {
            throw Failure("\(tokenFile): cannot be read")
        }
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private func printList() async throws {
        var query = [("from", from), ("to", to), ("tz", ZoneName.of(try zone.zone))]
        if let host = host.first { query.append(("host", host)) }
        if let group = group.first { query.append(("group", group)) }
        let answer = try await Client(server).get("/api/v1/events", query)
        if json {
            FileHandle.standardOutput.write(answer)
            return
        }
        struct Document: Decodable {
            struct Event: Decodable {
                let start: String
                let end: String?
                let text, source: String
                let hosts, groups: [String]
            }
            let events: [Event]
        }
        guard let document = try? JSONDecoder().decode(Document.self, from: answer) else {
            throw Failure("\(server) answered something that is no list of events")
        }
        var table = Table([("START", .left), ("END", .left), ("ABOUT", .left), ("SOURCE", .left), ("EVENT", .left)])
        for event in document.events {
            let about = event.hosts + event.groups
            table.append([
                event.start, event.end ?? "–", about.isEmpty ? "everything" : about.joined(separator: " "),
                event.source,
                event.text,
            ])
        }
        for line in table.lines { print(line) }
    }
}
