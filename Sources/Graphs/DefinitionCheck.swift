import Collectors
import Foundation
import MetricModel
import Wire

/// What is wrong with the definitions and views of a folder: mistakes that keep one from being read, names given twice,
/// metrics that no agent gives, sections that are misspelt, and graphs that there are none of.
package struct DefinitionCheck: Sendable {
    /// How many files were read.
    package private(set) var files = 0
    /// By file, then by line.
    package private(set) var problems: [GraphDefinitionError] = []

    /// Reads every definition and view of a folder; throws if the folder cannot be read.
    ///
    /// - `graphs`: the names of the graphs there are elsewhere, for views.
    package init(folder: String, graphs: [String] = []) throws(GraphDefinitionError) {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            throw GraphDefinitionError(
                file: folder, line: nil, problem: .unreadable(reason: "it is no folder, or may not be opened"))
        }
        var owners: [String: String] = [:]
        var views: [(view: SavedView, path: String, text: String)] = []
        for name in names.sorted() where DefinitionFile.isMeant(name) {
            files += 1
            let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
            do throws(GraphDefinitionError) {
                let text = try DefinitionFile.text(path)
                let key: String
                switch try DefinitionFile(text, path) {
                case .view(let view):
                    views.append((view, path, text))
                    key = "view \(view.name)"
                case .graph(let definition):
                    checkMetrics(of: definition, path, text)
                    checkSection(of: definition, path, text)
                    key = definition.name.text
                }
                if let other = owners.updateValue(name, forKey: key) {
                    add(path, nil, .unexpected(expected: "a name of its own", found: "that of \(other)"))
                }
            } catch {
                problems.append(error)
            }
        }
        let known = graphs + owners.keys
        for (view, path, text) in views { checkGraphs(of: view, known, path, text) }
    }

    private mutating func checkGraphs(of view: SavedView, _ known: [String], _ path: String, _ text: String) {
        for item in view.items {
            guard case .graph(let name) = item.content, !known.contains(name.text) else { continue }
            add(
                path, Self.line(of: name.text, in: text),
                .unexpected(
                    expected: "a graph that there is", found: "\"\(name)\"",
                    nearest: Spelling.nearest(to: name.text, among: known)))
        }
    }

    private mutating func add(_ path: String, _ line: Int?, _ problem: GraphDefinitionError.Problem) {
        problems.append(GraphDefinitionError(file: path, line: line, problem: problem))
    }

    /// Subjects that we don't collect may come from scripts; of those that we do, every field is known.
    private mutating func checkMetrics(of definition: GraphDefinition, _ path: String, _ text: String) {
        let group = definition.group
        let own = definition.series.flatMap(\.metrics) + (group.host?.metrics ?? [])
        let totals = (group.series + [group.capacity].compactMap { $0 }).flatMap(\.metrics).filter { !own.contains($0) }
        var seen: Set<MetricName> = []
        for metric in own + totals where seen.insert(metric).inserted {
            guard let known = Definition.collected(metric.subject, hasInstances: metric.instance != nil) else {
                continue
            }
            let fields = known.fields.filter { $0.kind != .text }.map(\.name.text)
            let isTotal = metric == Self.cores && totals.contains(metric)
            guard !fields.contains(metric.field.text), !isTotal else { continue }
            let nearest = Spelling.nearest(to: metric.field.text, among: fields)
            let what = "\(metric.subject)\(metric.instance.map { "@\($0)" } ?? "")"
            add(
                path, Self.line(of: metric.description, in: text),
                .unexpected(
                    expected: "a metric that agents give", found: "\"\(metric)\"",
                    nearest: nearest.map { "\(what).\($0)" }))
        }
    }

    /// A section of one's own is welcome, but hardly one that differs from another by a letter or two.
    private mutating func checkSection(of definition: GraphDefinition, _ path: String, _ text: String) {
        let section = definition.section
        guard section != .other, !GraphSection.shipped.contains(section),
            let nearest = Spelling.nearest(to: section.title, among: GraphSection.shipped.map(\.title))
        else { return }
        add(
            path, Self.line(of: "section:", in: text),
            .unexpected(
                expected: "a section of its own or of the shipped graphs", found: "\"\(section.title)\"",
                nearest: nearest))
    }

    /// What groups alone have.
    private static let cores = MetricName(subject: SubjectName(literal: "cpu"), field: FieldName(literal: "cores"))

    private static func line(of word: String, in text: String) -> Int? {
        text.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0.contains(word) }.map { $0 + 1 }
    }
}
