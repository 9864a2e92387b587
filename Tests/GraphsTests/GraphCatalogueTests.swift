import Foundation
import Graphs
import Testing

@Suite("The catalogue of graphs")
struct GraphCatalogueTests {
    private func text(_ name: String, title: String) -> String {
        "graph: \(name)\ntitle: \(title)\ndescription: A test.\nseries: [ { metric: load.one, label: a, color: blue } ]\n"
    }

    @Test("takes later folders over earlier ones, and a broken file takes no graph away")
    func overrides() throws {
        let directory = try TemporaryDirectory()
        for name in ["cpu", "load", "disk"] {
            try directory.write(text(name, title: "shipped"), to: "usr/\(name).yaml")
        }
        try directory.write(text("load", title: "own"), to: "etc/load.yaml")
        try directory.write("graph: disk\ntitel: own\n", to: "etc/disk.yaml")
        try directory.write("not a graph", to: "etc/README.md")
        let folders = ["usr", "etc", "missing"].map { "\(directory.path)/\($0)" }
        let catalogue = GraphCatalogue(folders: folders)
        #expect(catalogue.definitions.map { "\($0.name) \($0.title)" } == ["cpu shipped", "disk shipped", "load own"])
        #expect(
            catalogue.problems.map(\.description)
                == ["\(directory.path)/etc/disk.yaml:2: unknown key \"titel\" (did you mean title?)"])
        #expect(catalogue["load"]?.title == "own")
        #expect(catalogue["swap"] == nil)
        #expect(catalogue.nearest(to: "lode") == "load")
    }

    @Test(
        "is found beside the program, in its share, in its checkout or in /usr/share, in this order",
        arguments: [
            (["app/bin/graphs", "app/share/plexus/graphs", "usr/share/plexus/graphs"], "app/bin/graphs"),
            (["app/share/plexus/graphs", "graphs", "usr/share/plexus/graphs"], "app/bin/../share/plexus/graphs"),
            (["graphs", "usr/share/plexus/graphs"], "graphs"),
            (["usr/share/plexus/graphs"], "usr/share/plexus/graphs"),
            ([], nil),
        ] as [([String], String?)])
    func folders(present: [String], first: String?) throws {
        let directory = try TemporaryDirectory()
        try directory.write("", to: "Package.swift")
        try directory.write("", to: "app/bin/plexus")
        for folder in present { try directory.write("", to: "\(folder)/.keep") }
        let root = URL(fileURLWithPath: directory.path).resolvingSymlinksInPath().path
        let folders = GraphCatalogue.standardFolders(executable: "\(root)/app/bin/plexus", root: root)
        #expect(folders == [first, "etc/plexus/graphs"].compactMap { $0 }.map { "\(root)/\($0)" })
    }
}
