import Foundation
internal import Yams

/// The file of one definition, taken apart.
enum YAMLDocument {
    /// The longest file in bytes.
    static let longest = 64 << 10

    /// The document's top node.
    ///
    /// Anchors are refused: a few lines of them can stand for more than a memory holds.
    static func node(_ text: String, file: String) throws(GraphDefinitionError) -> Node {
        func failure(_ line: Int?, _ problem: String) -> GraphDefinitionError {
            GraphDefinitionError(file: file, line: line, problem: .notUnderstood(problem))
        }
        guard text.utf8.count <= longest else {
            throw failure(nil, "expected at most \(longest) bytes, found \(text.utf8.count)")
        }
        if let line = lineOfAnchor(text) { throw failure(line, "anchors (&name) are not understood") }
        do {
            guard let node = try Yams.compose(yaml: text) else {
                throw failure(nil, "expected a definition, found an empty file")
            }
            return node
        } catch let error as GraphDefinitionError {
            throw error
        } catch let error as YamlError {
            switch error {
            case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
                .composer(_, let problem, let mark, _):
                throw failure(mark.line, "not YAML: \(problem)")
            case .duplicatedKeysInMapping(let duplicates, let context):
                throw failure(
                    context.mark.line,
                    "a key is given twice: \(TextLimit.shorten(duplicates.sorted().joined(separator: ", "), to: 80))")
            case .reader(let problem, _, _, _): throw failure(nil, "not YAML: \(problem)")
            default: throw failure(nil, "not YAML")
            }
        } catch {
            throw failure(nil, "not YAML")
        }
    }

    private static func lineOfAnchor(_ text: String) -> Int? {
        var line = 1
        var before: Unicode.Scalar = " "
        var isAfterMark = false
        for scalar in text.unicodeScalars {
            if isAfterMark, !" \t\r\n".unicodeScalars.contains(scalar) { return line }
            isAfterMark = scalar == "&" && " \t\r\n[{,:-?".unicodeScalars.contains(before)
            if scalar == "\n" { line += 1 }
            before = scalar
        }
        return nil
    }
}
