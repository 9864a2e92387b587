import Foundation
import Graphs
import MetricModel
import Testing

@Suite("A view")
struct SavedViewTests {
    private static let text = """
        view: web
        title: Web, for Mondays
        notes: "Above one task a core, tasks queue."
        from: -7d
        items:
          - graph: load
            group: [web, db]
            per: core
            title: "Load & more"
          - metrics: ["disk@*.reads", load.one]
            hosts: "web*"
            across: p95
            draw: stack

        """

    private static func view(_ text: String, file: String = "web.yaml") throws -> SavedView {
        try SavedView(parsing: text, file: file)
    }

    @Test("has a title, a time, and graphs that are described as addresses do")
    func parse() throws {
        let view = try Self.view(Self.text)
        #expect(view.name == "web" && view.title == "Web, for Mondays" && view.from == "-7d" && view.to == nil)
        #expect(view.items.count == 2)
        #expect(view.items[0].content == .graph(GraphName(literal: "load")))
        #expect(view.items[0].places == [.group(GroupName(literal: "web")), .group(GroupName(literal: "db"))])
        #expect(view.items[0].title == "Load & more" && view.items[0].options.normalisation == .core)
        #expect(view.items[1].combination == .percentile(0.95) && view.items[1].draw == .stack)
    }

    @Test(
        "is the same after it was written to a file and read again",
        arguments: [
            "plain", "with: a colon", "- dash", "*", "web*", "&anchor", " & not one", "\"quoted\" \\ back",
            "#no comment",
            "yes", "1.50", "ウェブ群", "[a]", "{a}", "it's", "%", "@at", "`", "a #b", "trailing ", "~",
        ])
    func roundTrip(words: String) throws {
        var item = try GraphItem([("graph", "load"), ("group", words), ("host", "a/b"), ("host", "c")])
        item.title = words
        let metrics = try GraphItem([("metrics", NamePattern.escaped(words)), ("hosts", "~^w"), ("across", "max")])
        let view = SavedView(name: "web", title: words, notes: words, from: "-1w", items: [item, metrics])
        let yaml = try #require(view.yaml)
        #expect(try Self.view(yaml) == view, "\(yaml)")
    }

    @Test(
        "with mistakes is refused with their lines",
        arguments: [
            ("view: db\ntitle: A\nitems: []", "web.yaml:1: expected view to be the file's name, web"),
            ("view: web\ntitle: A\nitem: []", "web.yaml:3: unknown key \"item\" (did you mean items?)"),
            (
                "view: web\ntitle: A\nitems:\n  - graph: load\n    groop: web",
                "web.yaml:5: unknown key \"groop\" (did you mean group?)"
            ),
            ("view: web\ntitle: A\nitems:\n  - graph: load", "web.yaml:4: expected group to be 1 to 12 of host"),
            (
                "view: web\ntitle: A\nitems:\n  - graph: load\n    group: web\n    per: rack",
                "web.yaml:6: expected per to be one of core, gib, found \"rack\""
            ),
            ("view: web\ntitle: A\nfrom: soonish\nitems: []", "web.yaml:3: "),
            (
                "view: web\ntitle: A\nitems: [ { graph: { a: b }, group: web } ]",
                "web.yaml:3: expected graph to be a word"
            ),
        ])
    func mistakes(text: String, message: String) {
        let error = #expect(throws: GraphDefinitionError.self) { try Self.view(text) }
        #expect(error?.description.hasPrefix(message) == true, "\(error?.description ?? "")")
    }

    @Test("lies in a folder beside that of graphs, and a later folder's takes the place of an earlier one's")
    func catalogue() throws {
        let directory = try TemporaryDirectory()
        try directory.write(Self.text, to: "usr/views/web.yaml")
        try directory.write("view: web\ntitle: Own\nitems: []\n", to: "etc/views/web.yaml")
        try directory.write("view: other\ntitle: Other\nitems: []\n", to: "etc/graphs/other.yaml")
        let catalogue = GraphCatalogue(folders: ["usr/graphs", "etc/graphs"].map { "\(directory.path)/\($0)" })
        #expect(catalogue.problems.isEmpty)
        #expect(catalogue.views.map(\.title) == ["Other", "Own"])
        #expect(catalogue.view("web")?.title == "Own" && catalogue.view("nothing") == nil)
    }

    @Test("is checked: a graph that there is none of is told with its line and the nearest")
    func check() throws {
        let directory = try TemporaryDirectory()
        try directory.write(
            "view: web\ntitle: A\nitems:\n  - { graph: load, group: web }\n  - { graph: lode, group: web }\n",
            to: "web.yaml")
        let check = try DefinitionCheck(folder: directory.path, graphs: ["load", "cpu"])
        #expect(
            check.problems.map(\.description)
                == ["\(directory.path)/web.yaml:5: expected a graph that there is, found \"lode\" (did you mean load?)"]
        )
    }

    @Test("of ganglia-web keeps graphs of hosts, clusters and patterns, and cannot be said by an address")
    func ganglia() throws {
        let catalogue = GraphCatalogue(folders: [GangliaFiles.folder])
        let view = try #require(catalogue.view("web"))
        #expect(view.items.count == 4)
        #expect(view.items[0].places == [.host(PinnedHost(name: web1.name, cluster: prod))])
        #expect(view.items[2].pairs?.contains { $0 == ("hosts", "~web[0-9]+") } == true)
        #expect(view.yaml == nil)
    }
}
