import Collectors
import Foundation
import MetricModel
import Wire

/// What is wrong with the definitions of a folder: mistakes that keep one from being read, graphs that are defined twice,
/// and metrics that no agent gives.
package struct DefinitionCheck: Sendable {
    /// How many files were read.
    package private(set) var files = 0
    /// By file, then by line.
    package private(set) var problems: [GraphDefinitionError] = []

    /// Reads every definition of a folder; throws if the folder cannot be read.
    package init(folder: String) throws(GraphDefinitionError) {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            throw GraphDefinitionError(
                file: folder, line: nil, problem: .unreadable(reason: "it is no folder, or may not be opened"))
        }
        var owners: [GraphName: String] = [:]
        for name in names.sorted() where DefinitionFile.isMeant(name) {
            files += 1
            let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
            do throws(GraphDefinitionError) {
                if DefinitionFile.isView(name) {
                    _ = try GangliaView(parsing: DefinitionFile.text(path), file: path)
                    continue
                }
                let definition = try GraphDefinition(contentsOf: path)
                checkMetrics(of: definition, path, try DefinitionFile.text(path))
                if let other = owners.updateValue(name, forKey: definition.name) {
                    add(path, nil, .unexpected(expected: "a name of its own", found: "that of \(other)"))
                }
            } catch {
                problems.append(error)
            }
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

    /// What groups alone have.
    private static let cores = MetricName(subject: SubjectName(literal: "cpu"), field: FieldName(literal: "cores"))

    private static func line(of word: String, in text: String) -> Int? {
        text.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0.contains(word) }.map { $0 + 1 }
    }
}
