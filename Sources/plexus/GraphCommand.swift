import Aggregator
import Archive
import ArgumentParser
import ClusterState
import Foundation
import Graphs
import MetricModel

struct GraphCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "graph",
        abstract: "One graph to a file: .png, .pdf, .csv or .json.",
        discussion: """
            EXAMPLES
              plexus graph --list
              plexus graph cpu --host web1 -o cpu.png
              plexus graph load --group web --from -1w --size 1200x400 -o load.pdf
              plexus graph disk --host prod/db1 --from 2026-11-22T03:00Z --to 2026-11-22T04:00Z -o night.json
              plexus graph cpu --host web1 --from "08:00 yesterday" --to start+4h --tz Europe/Berlin -o cpu.png
              plexus graph memory --host web1                        CSV to standard output
              plexus graph cpu --host web1 --data /var/lib/plexus -o cpu.png    from the files alone
              plexus graph load --group web --per core --previous week -o load.png
              plexus graph --check /etc/plexus/graphs                what is wrong with definitions; exit status 1 if anything is
            """)

    @Argument(help: "Which graph.") var name: String?
    @Flag(help: "List the graphs there are.") var list = false
    @Option(help: "Look for mistakes in the definitions of this folder.") var check: String?
    @Flag(help: "Print what --check finds as JSON.") var json = false
    @Option(help: "Draw this host: NAME where it is unique, else CLUSTER/NAME.") var host: String?
    @Option(help: "Draw this group.") var group: String?
    @Option(parsing: .unconditional, help: "From when: -6h, 08:00 yesterday, Oct 12, 2026-11-22T03:00Z, end-2d.")
    var from = "-1h"
    @Option(parsing: .unconditional, help: "Until when.") var to = "now"
    @OptionGroup var zone: ZoneOption
    @Option(help: "Width and height of a picture.") var size = "800x300"
    @Option(name: .shortAndLong, help: "The file; its ending says the format. - is CSV to standard output.")
    var output = "-"
    @OptionGroup var look: GraphLook
    @Option(help: "The aggregator to ask, HOST:PORT.") var server = "127.0.0.1:8650"
    @Option(help: "Read this data folder instead of asking an aggregator.") var data: String?

    func validate() throws {
        _ = try look.options()
        guard check == nil || (!list && name == nil) else {
            throw ValidationError("--check takes a folder alone: plexus graph --check /etc/plexus/graphs")
        }
        guard !list, check == nil else { return }
        guard name != nil else { throw ValidationError("which graph? plexus graph --list names them") }
        guard (host == nil) != (group == nil) else { throw ValidationError("give either --host or --group") }
        guard GraphSize(size) != nil else {
            throw ValidationError(
                "--size: expected WIDTHxHEIGHT, \(GraphSize.widths) by \(GraphSize.heights), found \"\(size)\"")
        }
        guard format != nil else {
            throw ValidationError("--output: expected a file ending in .png, .pdf, .csv or .json, found \"\(output)\"")
        }
    }

    /// nil if the file's ending names none.
    private var format: GraphFormat? {
        output == "-" ? .csv : GraphFormat(rawValue: URL(fileURLWithPath: output).pathExtension.lowercased())
    }

    func run() async throws {
        try await orExplain {
            if list { return try printList() }
            if let check { return try DefinitionReport(of: check).print(asJSON: json) }
            let content = if let data { try await draw(in: data) } else { try await ask() }
            if output == "-" {
                FileHandle.standardOutput.write(content)
            } else {
                do {
                    try content.write(to: URL(fileURLWithPath: output), options: .atomic)
                } catch {
                    throw Failure("\(output): cannot be written: \(error.localizedDescription)")
                }
            }
        }
    }

    private func printList() throws {
        var table = Table([("GRAPH", .left), ("UNIT", .left), ("TITLE", .left)])
        for definition in Server.catalogue().definitions {
            table.append([definition.name.text, definition.unit.symbol, definition.title])
        }
        for line in table.lines { print(line) }
    }

    private func ask() async throws -> Data {
        var query =
            [
                ("name", name ?? ""), ("from", from), ("to", to), ("format", (format ?? .csv).rawValue), ("size", size),
                ("tz", ZoneName.of(try zone.zone)),
            ] + look.query
        if let host { query.append(("host", host)) }
        if let group { query.append(("group", group)) }
        return try await Client(server).get("/api/v1/graph", query)
    }

    private func draw(in directory: String) async throws -> Data {
        let catalogue = Server.catalogue()
        guard let name, let definition = catalogue[name] else {
            let nearest = catalogue.nearest(to: name ?? "").map { "; did you mean \($0)?" } ?? ""
            throw Failure("there is no graph \"\(name ?? "")\"\(nearest)")
        }
        let reader = try ArchiveReader(directory: directory)
        let zone = try zone.zone
        let time = try TimeText.range(from: from, to: to, now: Int(Tick.now().wall.seconds), zone: zone)
        let request = GraphRequest(
            definition, of: try subject(in: directory, reader, time), time: time, size: GraphSize(size) ?? GraphSize(),
            zone: zone, options: try look.options())
        let data = try await GraphData.load(request, from: reader)
        return try await (format ?? .csv).content(of: data)
    }

    private func subject(in directory: String, _ reader: ArchiveReader, _ time: TimeRange) throws -> GraphSubject {
        let state = try StateFile(directory: directory).remembered(at: Tick.now())
        if let host {
            guard let known = state?.host(named: host) else {
                throw Failure("\(directory): there is no host \"\(host)\", or several are called so: say CLUSTER/HOST")
            }
            return .host(known.key)
        }
        guard let group, let name = GroupName(group), let known = state?.groups[name] else {
            throw Failure("\(directory): there is no group \"\(group ?? "")\"")
        }
        let members = known.members(
            from: Timestamp(seconds: Int64(time.from)), to: Timestamp(seconds: Int64(time.to)))
        return .group(name, members: members)
    }
}
