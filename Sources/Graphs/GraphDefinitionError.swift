/// What is wrong with a definition, and where.
package struct GraphDefinitionError: Error, Equatable {
    package enum Problem: Sendable, Equatable {
        case unreadable(reason: String)
        /// Not YAML, or more than a definition needs of it.
        case notUnderstood(String)
        case unknownKey(String, nearest: String?)
        case missingKey(String)
        /// `nearest` is the right word that resembles what was found.
        case unexpected(expected: String, found: String, nearest: String? = nil)
        case expression(key: String, ExpressionError)
    }

    package let file: String
    /// Counted from 1; nil if the file as a whole is meant.
    package let line: Int?
    package let problem: Problem
}

extension GraphDefinitionError: CustomStringConvertible {
    package var description: String {
        "\(file)\(line.map { ":\($0)" } ?? ""): \(problem)"
    }
}

extension GraphDefinitionError.Problem: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unreadable(let reason): "cannot be read: \(reason)"
        case .notUnderstood(let text): text
        case .unknownKey(let key, let nearest): "unknown key \"\(key)\"\(Self.hint(nearest))"
        case .missingKey(let key): "the key \(key) is missing"
        case .unexpected(let expected, let found, let nearest):
            "expected \(expected), found \(found)\(Self.hint(nearest))"
        case .expression(let key, let error): "\(key): \(error)"
        }
    }

    private static func hint(_ nearest: String?) -> String {
        nearest.map { " (did you mean \($0)?)" } ?? ""
    }
}
