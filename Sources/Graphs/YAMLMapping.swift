import MetricModel
internal import Yams

/// A mapping of a definition's file, of which every key is known; each mistake names its line.
struct YAMLMapping {
    let file: String
    /// What is described, for messages: "a series".
    let subject: String
    let line: Int
    private let values: [String: Node]

    /// The longest title, label or description in characters.
    static let longestText = 300

    /// - `keys`: those that may be there.
    /// - `ignoresOthers`: whether other keys are passed over rather than refused.
    init(
        _ node: Node, of subject: String, in file: String, keys: [String], ignoresOthers: Bool = false
    ) throws(GraphDefinitionError) {
        self.file = file
        self.subject = subject
        line = node.mark?.line ?? 1
        guard case .mapping(let mapping) = node else {
            throw GraphDefinitionError(
                file: file, line: line,
                problem: .unexpected(
                    expected: "\(subject) with the keys \(keys.joined(separator: ", "))", found: node.shortText))
        }
        var values: [String: Node] = [:]
        for (key, value) in mapping {
            guard case .scalar(let scalar) = key, keys.contains(scalar.string) else {
                if ignoresOthers { continue }
                let found = key.scalar?.string ?? key.shortText
                throw GraphDefinitionError(
                    file: file, line: key.mark?.line ?? line,
                    problem: .unknownKey(
                        TextLimit.shorten(found, to: 40), nearest: Spelling.nearest(to: found, among: keys)))
            }
            values[scalar.string] = value
        }
        self.values = values
    }

    func has(_ key: String) -> Bool { values[key] != nil }

    /// The value under a key, nil if there is none.
    func node(_ key: String) -> Node? { values[key] }

    func required(_ key: String) throws(GraphDefinitionError) -> Node {
        guard let node = values[key] else { throw error(.missingKey(key)) }
        return node
    }

    /// Text of one line, which may be empty; nil if the key is not there.
    func text(_ key: String) throws(GraphDefinitionError) -> String? {
        guard let node = values[key] else { return nil }
        guard case .scalar(let scalar) = node, scalar.string.count <= Self.longestText,
            scalar.string.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control })
        else { throw unexpected("\(key) to be one line of text", node) }
        return scalar.string
    }

    func requiredText(_ key: String) throws(GraphDefinitionError) -> String {
        let node = try required(key)
        guard let text = try text(key), !text.isEmpty else { throw unexpected("\(key) to be text", node) }
        return text
    }

    func number(_ key: String) throws(GraphDefinitionError) -> Double? {
        guard let node = values[key] else { return nil }
        guard let number = (node.scalar?.string).flatMap({ Double($0) }), number.isFinite else {
            throw unexpected("\(key) to be a number", node)
        }
        return number
    }

    /// One of a few words; nil if the key is not there.
    func word<Word: RawRepresentable<String> & CaseIterable>(
        _ key: String, _ type: Word.Type = Word.self
    ) throws(GraphDefinitionError) -> Word? {
        guard let node = values[key] else { return nil }
        return try Self.word(node, key, of: self)
    }

    /// A list of a few words, or one; nil if the key is not there.
    func words<Word: RawRepresentable<String> & CaseIterable & Hashable>(
        _ key: String, _ type: Word.Type = Word.self
    ) throws(GraphDefinitionError) -> Set<Word>? {
        guard let node = values[key] else { return nil }
        var result: Set<Word> = []
        let nodes = if case .sequence(let list) = node { Array(list) } else { [node] }
        for node in nodes { result.insert(try Self.word(node, key, of: self)) }
        guard !result.isEmpty else { throw unexpected("\(key) to be a list of words", node) }
        return result
    }

    private static func word<Word: RawRepresentable<String> & CaseIterable>(
        _ node: Node, _ key: String, of mapping: YAMLMapping
    ) throws(GraphDefinitionError) -> Word {
        let words = Word.allCases.map(\.rawValue)
        guard let found = node.scalar?.string, let word = Word(rawValue: found) else {
            throw mapping.unexpected(
                "\(key) to be one of \(words.joined(separator: ", "))", node,
                nearest: (node.scalar?.string).flatMap { Spelling.nearest(to: $0, among: words) })
        }
        return word
    }

    /// Yes or no, as YAML writes them; nil if the key is not there.
    func flag(_ key: String) throws(GraphDefinitionError) -> Bool? {
        guard let node = values[key] else { return nil }
        switch node.scalar?.string.lowercased() {
        case "true", "yes", "on": return true
        case "false", "no", "off": return false
        default: throw unexpected("\(key) to be true or false", node)
        }
    }

    /// - `keys`: those that mean nothing beside what the mapping says it is.
    func refuse(_ keys: [String], in subject: String) throws(GraphDefinitionError) {
        guard let key = keys.first(where: has) else { return }
        throw error(.unexpected(expected: "no \(key) in \(subject)", found: "one"), at: values[key])
    }

    func error(_ problem: GraphDefinitionError.Problem, at node: Node? = nil) -> GraphDefinitionError {
        GraphDefinitionError(file: file, line: node?.mark?.line ?? line, problem: problem)
    }

    func unexpected(_ expected: String, _ node: Node, nearest: String? = nil) -> GraphDefinitionError {
        error(.unexpected(expected: expected, found: node.shortText, nearest: nearest), at: node)
    }
}

extension Node {
    /// What it is, for a message.
    var shortText: String {
        switch self {
        case .scalar(let scalar):
            scalar.string.isEmpty ? "nothing" : "\"\(TextLimit.shorten(scalar.string.printable, to: 40))\""
        case .mapping: "a mapping"
        case .sequence: "a list"
        case .alias: "an alias"
        }
    }
}

extension String {
    /// The text with every control character shown as a question mark.
    var printable: String {
        String(String.UnicodeScalarView(unicodeScalars.map { $0.properties.generalCategory == .control ? "?" : $0 }))
    }
}
