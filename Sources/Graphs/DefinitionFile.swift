import Foundation

/// A file of a definition or a view.
enum DefinitionFile {
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
    static func isView(_ name: String) -> Bool {
        name.hasPrefix(GangliaView.filePrefix) && name.hasSuffix(GangliaReport.fileEnding)
    }
}
