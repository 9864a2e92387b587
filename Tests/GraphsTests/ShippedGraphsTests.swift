import Collectors
import Foundation
import Graphs
import MetricModel
import Testing

/// The folder of definitions, which is also the list of what is tested.
enum Shipped {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("graphs").path

    static let files = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()

    static func definition(_ file: String) throws -> GraphDefinition {
        try GraphDefinition(contentsOf: "\(folder)/\(file)")
    }
}

@Suite("The shipped graphs")
struct ShippedGraphsTests {
    @Test("there is one of each subject that people ask for first")
    func complete() {
        let names = [
            "cpu-cores", "cpu", "disk-latency", "disk", "filesystem", "load", "memory", "network-errors", "network",
            "paging", "pressure", "processes",
        ]
        #expect(Set(Shipped.files).isSuperset(of: names.map { $0 + ".yaml" }))
        #expect(GraphCatalogue(folders: [Shipped.folder]).problems.isEmpty)
    }

    @Test("so there is a view of all hosts, with graphs and metrics that there are")
    func views() throws {
        let catalogue = GraphCatalogue(folders: [Shipped.folder])
        let view = try #require(catalogue.view("all-hosts"))
        let check = try DefinitionCheck(
            folder: Shipped.folder + "/../views", graphs: catalogue.definitions.map(\.name.text))
        #expect(check.files == catalogue.views.count && check.problems.isEmpty)
        let known = Catalogue.definitions.flatMap { definition in
            definition.fields.map { field in
                "\(definition.subject)\(definition.hasInstances ? "@*" : "").\(field.name)"
            }
        }
        for case .metrics(let patterns) in view.items.map(\.content) {
            for pattern in patterns { #expect(known.contains(pattern.text), "\(pattern.text)") }
        }
    }

    @Test("each loads under the name of its file", arguments: Shipped.files)
    func loads(file: String) throws {
        let definition = try Shipped.definition(file)
        #expect("\(definition.name).yaml" == file)
        #expect(definition.summary.hasSuffix("."))
    }

    @Test("each draws only what is collected, in the unit it is collected in", arguments: Shipped.files)
    func metricsExist(file: String) throws {
        let definition = try Shipped.definition(file)
        for series in definition.series {
            for metric in series.value.metrics { #expect(field(metric) != nil, "\(metric)") }
            if series.value.metrics.count == 1, let field = field(series.value.metrics[0]), field.unit != .cores {
                #expect(field.unit == definition.unit, "\(series.value.text)")
            }
        }
        let totals = definition.group.series + [definition.group.capacity].compactMap { $0 }
        for metric in totals.flatMap(\.value.metrics) where "\(metric)" != "cpu.cores" {
            #expect(field(metric) != nil && metric.instance == nil, "\(metric)")
        }
        for metric in definition.group.host?.metrics ?? [] { #expect(field(metric) != nil, "\(metric)") }
    }

    @Test(
        "each whose subject has a whole can be drawn of a group; labels and colours differ", arguments: Shipped.files)
    func groups(file: String) throws {
        let definition = try Shipped.definition(file)
        let subjects = Set(definition.series.flatMap { $0.value.metrics.map(\.subject) })
        let hasWhole = Catalogue.definitions.contains { subjects.contains($0.subject) && !$0.hasInstances }
        // What has instances alone is a host's own business.
        #expect(definition.group.series.isEmpty == !hasWhole)
        for list in [definition.series, definition.group.series] {
            #expect(Set(list.map(\.label)).count == list.count)
            let colors = list.compactMap(\.color)
            #expect(Set(colors).count == colors.count)
        }
    }

    private func field(_ metric: MetricName) -> Field? {
        let definition = Catalogue.definitions.first {
            $0.subject == metric.subject && $0.hasInstances == (metric.instance != nil)
        }
        return definition?.fields.first { $0.name == metric.field && $0.kind != .text }
    }
}
