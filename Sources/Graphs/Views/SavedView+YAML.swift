import Foundation
import MetricModel
internal import Yams

extension SavedView {
    /// The key that a view's file has, and a graph's has not.
    static let key = "view"
    private static let keys = [key, "title", "notes", "from", "to", "items"]

    /// Reads a view.
    ///
    /// - `file`: whose name, without its folder and ending, the view must have.
    package init(parsing text: String, file: String) throws(GraphDefinitionError) {
        let top = try YAMLMapping(YAMLDocument.node(text, file: file), of: "a view", in: file, keys: Self.keys)
        name = try top.requiredText(Self.key)
        let stem = URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
        guard GraphName(name) != nil, name == stem else {
            throw top.unexpected(
                "view to be the file's name, \(stem), of a-z, 0-9, _ and -", try top.required(Self.key))
        }
        title = try top.requiredText("title")
        notes = try top.text("notes").flatMap { $0.isEmpty ? nil : $0 }
        from = try top.text("from")
        to = try top.text("to")
        do {
            _ = try TimeText.range(from: from ?? "end-1h", to: to ?? "now", now: Self.anyTime, zone: .gmt)
        } catch {
            throw top.error(.notUnderstood("\(error)"), at: top.node("from") ?? top.node("to"))
        }
        let list = try top.required("items")
        guard case .sequence(let nodes) = list, nodes.count <= Self.maximumItems else {
            throw top.unexpected("items to be a list of at most \(Self.maximumItems)", list)
        }
        var items: [GraphItem] = []
        for node in nodes { items.append(try GraphItem(node, in: file)) }
        self.items = items
    }

    /// Times of a file are only looked at; any present will do.
    private static let anyTime = 1_700_000_000

    /// Whether a file's text is meant to be a view rather than a graph.
    static func isMeant(_ text: String) -> Bool {
        text.hasPrefix("\(key):") || text.contains("\n\(key):")
    }
}

extension GraphItem {
    /// Reads one entry of a view: a mapping of words, numbers and lists of them.
    fileprivate init(_ node: Node, in file: String) throws(GraphDefinitionError) {
        let item = try YAMLMapping(node, of: "an item", in: file, keys: Self.keys)
        var pairs: [(String, String)] = []
        for (key, value) in node.mapping ?? [:] {
            guard let key = key.scalar?.string else { continue }
            for value in value.sequence.map(Array.init) ?? [value] {
                guard let text = value.scalar?.string else {
                    throw item.unexpected("\(key) to be a word, a number or a list of them", value)
                }
                pairs.append((key, text))
            }
        }
        do throws(GraphItemError) {
            try self.init(pairs)
        } catch {
            let found = error.found.map { "\"\(TextLimit.shorten($0.printable, to: 40))\"" } ?? "nothing"
            throw item.error(
                .unexpected(expected: "\(error.key) to be \(error.expected)", found: found), at: item.node(error.key))
        }
    }
}
