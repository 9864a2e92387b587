import Foundation
import MetricModel

/// The graphs there are: the definitions of a few folders, read once.
package struct GraphCatalogue: Sendable {
    /// In the order in which pages show them.
    package let definitions: [GraphDefinition]
    /// Pages that someone put together, by name.
    package let views: [SavedView]
    /// What was wrong with files that could not be used.
    package let problems: [GraphDefinitionError]

    /// Reads every definition of the folders, and every view of the folders `views` beside them: ours in YAML, Ganglia's
    /// reports and views in JSON.
    ///
    /// A later folder's definition takes the place of an earlier one of the same name; a broken one does not. Folders
    /// that are missing count as empty.
    package init(folders: [String]) {
        var definitions: [GraphName: GraphDefinition] = [:]
        var views: [String: SavedView] = [:]
        var problems: [GraphDefinitionError] = []
        for folder in folders.flatMap({ [$0, DefinitionFile.views(beside: $0)] }) {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            for name in names.sorted() where DefinitionFile.isMeant(name) {
                do throws(GraphDefinitionError) {
                    switch try DefinitionFile("\(folder)/\(name)") {
                    case .view(let view): views[view.name] = view
                    case .graph(let definition): definitions[definition.name] = definition
                    }
                } catch {
                    problems.append(error)
                }
            }
        }
        self.definitions = definitions.values.sorted { ($0.order, $0.name) < ($1.order, $1.name) }
        self.views = views.values.sorted { $0.name < $1.name }
        self.problems = problems
    }

    package subscript(name: String) -> GraphDefinition? { definitions.first { $0.name.text == name } }

    package func view(_ name: String) -> SavedView? { views.first { $0.name == name } }

    /// The name of a graph that resembles one that does not exist.
    package func nearest(to name: String) -> String? {
        Spelling.nearest(to: name, among: definitions.map(\.name.text))
    }

    /// Where a program's definitions lie: those it came with, then the administrator's.
    ///
    /// It came with the folder `graphs` beside it, or with `../share/plexus/graphs`, or with that of the checkout it was
    /// built in, or with `/usr/share/plexus/graphs`, whichever there is first.
    ///
    /// - `executable`: the program's path.
    package static func standardFolders(executable: String, root: String = "") -> [String] {
        let program = URL(fileURLWithPath: executable).resolvingSymlinksInPath().deletingLastPathComponent().path
        let shipped = [
            "\(program)/graphs", "\(program)/../share/plexus/graphs", checkout(above: program).map { "\($0)/graphs" },
            "\(root)/usr/share/plexus/graphs",
        ].compactMap { $0 }
        let present = shipped.first { isFolder($0) }
        return (present.map { [$0] } ?? []) + ["\(root)/etc/plexus/graphs"]
    }

    /// The nearest folder above that holds a package and graphs.
    private static func checkout(above folder: String) -> String? {
        var url = URL(fileURLWithPath: folder)
        while url.path != "/" {
            if FileManager.default.fileExists(atPath: url.path + "/Package.swift"), isFolder(url.path + "/graphs") {
                return url.path
            }
            url.deleteLastPathComponent()
        }
        return nil
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder = ObjCBool(false)
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }
}
