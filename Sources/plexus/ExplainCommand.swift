import ArgumentParser
import Foundation
import Graphs
import MetricModel
import Web

struct ExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Where a value came from: meaning, datagrams, journal, and every row that has it.",
        discussion: """
            EXAMPLES
              plexus explain web1 cpu.user
              plexus explain prod/web1 disk@sda.write_bytes --at -10min
              plexus explain web1 load.one --at 2026-11-22T03:00Z --json | jq '.rows[] | [.seconds, .value]'
            """)

    @Argument(help: "The host: NAME where it is unique, else CLUSTER/NAME.") var host: String
    @Argument(help: "The value: SUBJECT.FIELD, or SUBJECT@INSTANCE.FIELD.") var metric: String
    @Option(parsing: .unconditional, help: "The moment: now, -10min, 2026-11-22T03:00Z, or seconds since 1970.")
    var at = "now"
    @Option(help: "The aggregator to ask, HOST:PORT.") var server = "127.0.0.1:8650"
    @OptionGroup var zone: ZoneOption
    @Flag(help: "Print JSON.") var json = false

    private struct Row: Decodable {
        let consolidation: String
        let start, end: String
        let value: Double?
    }

    private struct Interval: Decodable {
        let start, end: String
        let value: Double?
    }

    private struct Latest: Decodable {
        let end: String
        let seconds: Double
        let value: Double?
    }

    private struct Datagrams: Decodable {
        let lost, duplicates, late, rejected, clockBehind: Double?
    }

    private struct Document: Decodable {
        let cluster, host, metric, time: String
        let title, meaning, kind, unit: String?
        let file, column, writtenUntil: String?
        let rows: [Row]
        let waiting: Interval?
        let latest: Latest?
        let datagramsAround: Datagrams?
        let graphs: [String]
    }

    func run() async throws {
        try await orExplain {
            let answer = try await Client(server).get(
                "/api/v1/explain", [("host", host), ("metric", metric), ("at", at), ("tz", ZoneName.of(try zone.zone))])
            if json { return print(String(decoding: answer, as: UTF8.self), terminator: "") }
            let decoder = JSONDecoder()
            decoder.keyDecodingStrategy = .convertFromSnakeCase
            for line in Self.lines(try decoder.decode(Document.self, from: answer)) { print(line) }
        }
    }

    private static func lines(_ found: Document) -> [String] {
        func text(_ value: Double?) -> String {
            value.map { HumanText.value($0, in: MetricModel.Unit(found.unit ?? "")) } ?? "unknown"
        }
        func count(_ number: Double?) -> String { number.map(HumanText.count) ?? "unknown" }
        var lines = ["\(found.metric) on \(found.cluster)/\(found.host) at \(found.time)", ""]
        if let title = found.title, let meaning = found.meaning {
            lines.append("what it is   \(title) (\(found.kind ?? "value")): \(meaning)")
        }
        if let latest = found.latest {
            lines.append("told last    \(text(latest.value)) for the \(Int(latest.seconds)) s until \(latest.end)")
        }
        if let around = found.datagramsAround {
            lines.append(
                "datagrams    in the hour around: \(count(around.lost)) lost, \(count(around.late)) late, "
                    + "\(count(around.duplicates)) twice, \(count(around.rejected)) rejected")
        }
        let waiting = found.waiting.map { "\(text($0.value)) waits, for \($0.start) to \($0.end)" }
        lines.append("journal      \(waiting ?? "no row of this moment waits")")
        guard let file = found.file, let column = found.column, let until = found.writtenUntil else {
            return lines + ["file         none has a column for it yet"]
        }
        lines.append("file         \(file), column \(column), written until \(until)")
        guard !found.rows.isEmpty else { return lines + ["             no archive has a row of this moment"] }
        var table = Table([("ARCHIVE", .left), ("FROM", .left), ("TO", .left), ("VALUE", .right)])
        for row in found.rows { table.append([row.consolidation, row.start, row.end, text(row.value)]) }
        lines += table.lines.map { "             \($0)" }
        if !found.graphs.isEmpty { lines.append("graphs       \(found.graphs.joined(separator: ", "))") }
        return lines
    }
}
