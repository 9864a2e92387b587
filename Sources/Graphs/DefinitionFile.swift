import Foundation

/// A file of a definition or a view.
enum DefinitionFile {
    case graph(GraphDefinition)
    case view(SavedView)

    /// Reads whatever the file holds.
    init(_ path: String) throws(GraphDefinitionError) {
        try self.init(Self.text(path), path)
    }

    /// - `text`: what the file of this path holds.
    init(_ text: String, _ path: String) throws(GraphDefinitionError) {
        if Self.isGangliaView(path) {
            self = .view(SavedView(try GangliaView(parsing: text, file: path)))
        } else if path.hasSuffix(GraphDefinition.fileEnding), SavedView.isMeant(text) {
            self = .view(try SavedView(parsing: text, file: path))
        } else {
            self = .graph(try GraphDefinition(ofEitherKind: text, file: path))
        }
    }

    /// The folder of views that belongs to a folder of graphs.
    static func views(beside folder: String) -> String {
        URL(fileURLWithPath: folder).deletingLastPathComponent().appendingPathComponent("views").path
    }

    /// The file's text.
    static func text(_ path: String) throws(GraphDefinitionError) -> String {
        let data: Data
        do {
            data = try Data(contentsOf: URL(fileURLWithPath: path))
        } catch {
            let reason = ((error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError)?.localizedDescription
            throw GraphDefinitionError(
                file: path, line: nil, problem: .unreadable(reason: reason ?? error.localizedDescription))
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw GraphDefinitionError(file: path, line: nil, problem: .notUnderstood("expected UTF-8"))
        }
        return text
    }

    /// Whether a file of this name may hold a definition or a view.
    static func isMeant(_ name: String) -> Bool {
        !name.hasPrefix(".") && (name.hasSuffix(GraphDefinition.fileEnding) || name.hasSuffix(GangliaReport.fileEnding))
    }

    /// Whether it is a view of Ganglia's, by its name.
    private static func isGangliaView(_ path: String) -> Bool {
        URL(fileURLWithPath: path).lastPathComponent.hasPrefix(GangliaView.filePrefix)
            && path.hasSuffix(GangliaReport.fileEnding)
    }
}
