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
        abstract: "One graph to a file: .svg, .png, .pdf, .csv or .json.",
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
              plexus graph load --group web --group db -o both.png   hosts and groups on one axis
              plexus graph cpu --hosts "web[1-4]*" --across p95 -o web.png
              plexus graph --metrics "disk@*.reads" --hosts "db*" --across sum --draw stack -o disks.png
              plexus graph --check /etc/plexus/graphs                what is wrong with definitions; exit status 1 if anything is
            """)

    @Argument(help: "Which graph.") var name: String?
    @Flag(help: "List the graphs there are.") var list = false
    @Option(help: "Look for mistakes in the definitions of this folder.") var check: String?
    @Flag(help: "Print what --check finds as JSON.") var json = false
    @OptionGroup var places: GraphPlaces
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
        guard check == nil || (!list && name == nil) else {
            throw ValidationError("--check takes a folder alone: plexus graph --check /etc/plexus/graphs")
        }
        guard !list, check == nil else { return }
        guard name != nil || !places.metrics.isEmpty else {
            throw ValidationError("which graph? plexus graph --list names them; or --metrics PATTERN")
        }
        _ = try item()
        guard GraphSize(size) != nil else {
            throw ValidationError(
                "--size: expected WIDTHxHEIGHT, \(GraphSize.widths) by \(GraphSize.heights), found \"\(size)\"")
        }
        guard format != nil else {
            throw ValidationError(
                "--output: expected a file ending in .svg, .png, .pdf, .csv or .json, found \"\(output)\"")
        }
    }

    /// What is drawn, of whom, and how.
    private func item() throws -> GraphItem {
        let graph = name.map { [("graph", $0)] } ?? []
        do {
            return try GraphItem(graph + places.query + look.query)
        } catch {
            throw ValidationError("--\(error)")
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
        let query =
            [
                ("from", from), ("to", to), ("format", (format ?? .csv).rawValue), ("size", size),
                ("tz", ZoneName.of(try zone.zone)),
            ] + places.query + look.query
        guard let name else { return try await Client(server).get("/api/v1/aggregate", query) }
        return try await Client(server).get("/api/v1/graph", [("name", name)] + query)
    }

    private func draw(in directory: String) async throws -> Data {
        let item = try item()
        let reader = try ArchiveReader(directory: directory)
        let zone = try zone.zone
        let time = try TimeText.range(from: from, to: to, now: Int(Tick.now().wall.seconds), zone: zone)
        let request = GraphRequest(
            try definition(of: item), of: try item.subject(over: time, in: RememberedHosts(directory: directory)),
            time: time, size: GraphSize(size) ?? GraphSize(), zone: zone, options: item.options)
        let data = try await GraphData.load(request, from: reader)
        return try await (format ?? .csv).content(of: data)
    }

    private func definition(of item: GraphItem) throws -> GraphDefinition {
        guard let name else { return .ofMetrics(isShare: item.draw == .share) }
        let catalogue = Server.catalogue()
        guard let definition = catalogue[name] else {
            let nearest = catalogue.nearest(to: name).map { "; did you mean \($0)?" } ?? ""
            throw Failure("there is no graph \"\(name)\"\(nearest)")
        }
        return definition
    }
}
