/// What is wrong with a configuration file, and where.
package enum ConfigurationError: Error, Equatable {
    case unreadable(path: String, reason: String)
    case malformed(path: String, line: Int, expected: String, found: String)
    case unknownKey(path: String, line: Int, key: String, nearest: String?)
}

extension ConfigurationError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unreadable(let path, let reason): "\(path): \(reason)"
        case .malformed(let path, let line, let expected, let found):
            "\(path):\(line): expected \(expected), found \(found)"
        case .unknownKey(let path, let line, let key, let nearest):
            "\(path):\(line): unknown key \"\(key)\"" + (nearest.map { " (did you mean \($0)?)" } ?? "")
        }
    }
}
