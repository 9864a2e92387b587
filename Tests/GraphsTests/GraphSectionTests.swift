import Foundation
import Graphs
import MetricModel
import Testing

@Suite("Sections of graphs")
struct GraphSectionTests {
    private func definitions(_ sections: [String?]) throws -> [GraphDefinition] {
        try sections.map { section in
            try testGraph(
                (section.map { "section: \($0)\n" } ?? "")
                    + "series: [ { metric: load.one, label: one, color: blue } ]\n")
        }
    }

    @Test("stand where their first graph does, whatever is written in capitals, and the rest comes last")
    func groups() throws {
        let groups = GraphSection.groups(of: try definitions(["Disks", nil, "CPU", "disks", "Web"]))
        #expect(groups.map(\.section.title) == ["Disks", "CPU", "Web", "Other"])
        #expect(groups.map(\.definitions.count) == [2, 1, 1, 1])
        #expect(GraphSection.groups(of: []).isEmpty)
    }

    @Test("are a few words", arguments: ["\"\"", "\"--\"", "[CPU]", String(repeating: "x", count: 41)])
    func refused(text: String) {
        let error = #expect(throws: GraphDefinitionError.self) { try definitions([text]) }
        #expect(error?.description.contains("graphs/test.yaml:4: expected section to be") == true)
    }

    @Test("of the shipped graphs are known", arguments: Shipped.files)
    func shipped(file: String) throws {
        #expect(GraphSection.shipped.contains(try Shipped.definition(file).section))
    }

    @Test(
        "that are misspelt are told by the check",
        arguments: [
            ("Netwrok", "Network"), ("Disk", "Disks"), ("PostgreSQL", nil), ("network", nil), ("Other", nil),
        ])
    func check(section: String, nearest: String?) throws {
        let directory = try TemporaryDirectory()
        let text = """
            graph: own
            title: Own
            section: \(section)
            description: A test.
            series: [ { metric: load.one, label: one, color: blue } ]

            """
        try text.write(toFile: directory.path + "/own.yaml", atomically: true, encoding: .utf8)
        let problems = try DefinitionCheck(folder: directory.path).problems.map(\.description)
        let wanted = nearest.map {
            """
            \(directory.path)/own.yaml:3: expected a section of its own or of the shipped graphs, \
            found "\(section)" (did you mean \($0)?)
            """
        }
        #expect(problems == [wanted].compactMap { $0 })
    }
}
