import ClusterState
import Foundation
import MetricModel
import Transport
import Yams

/// The aggregator's YAML file.
///
///     data: /var/lib/plexus
///     interval: 15
///     listen: [239.2.11.71, "[ff15::2]:8649"]
///     groups:
///       web: { hosts: ["web*"], tags: { role: web } }
///       paris: { clusters: [prod-paris] }
///     forget:
///       "batch-*": 7d
///     tz: Europe/Berlin
package struct ConfigurationFile {
    private let path: String

    /// Reads a file into a configuration; keys that it lacks keep what was there.
    package static func apply(_ path: String, to configuration: inout Configuration) throws {
        let text: String
        do {
            text = try String(contentsOfFile: path, encoding: .utf8)
        } catch {
            let isThere = FileManager.default.fileExists(atPath: path)
            throw ConfigurationError.unreadable(
                path: path, reason: isThere ? "cannot be read as UTF-8 text" : "there is no such file")
        }
        try ConfigurationFile(path: path).apply(text, to: &configuration)
    }

    /// Takes a text that was read from a path; the path is only for messages.
    package static func apply(text: String, path: String, to configuration: inout Configuration) throws {
        try ConfigurationFile(path: path).apply(text, to: &configuration)
    }

    private static let keys = [
        "data", "listen", "interface", "interval", "cluster", "groups", "forget", "http", "http_base", "events",
        "tz",
    ]
    private static let eventKeys = ["token"]
    private static let groupKeys = ["hosts", "clusters", "tags"]

    private func apply(_ text: String, to configuration: inout Configuration) throws {
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch let error as YamlError {
            throw malformed(error)
        }
        guard let root, root.scalar?.string != "" else { return }
        for (key, value) in try mapping(root, "settings", keys: Self.keys) {
            switch key {
            case "data": configuration.directory = try string(value, "a folder")
            case "listen":
                configuration.listen = try list(value, "addresses").map { node in
                    do {
                        return try Endpoint(parsing: string(node, "an address"))
                    } catch let error as TransportError {
                        throw malformed(node, "an address", "\(error)")
                    }
                }
            case "interface": configuration.interface = try string(value, "an interface")
            case "interval": configuration.interval = try integer(value, in: 1...300, "seconds from 1 to 300")
            case "cluster": configuration.cluster = try name(value, "a cluster's name")
            case "http": configuration.http = try string(value, "ADDR:PORT")
            case "tz": configuration.zone = try string(value, "a time zone")
            case "http_base": configuration.httpBase = try string(value, "a path as /plexus")
            case "events": configuration.eventToken = try eventToken(value)
            case "groups": configuration.groups = try groups(value)
            case "forget": configuration.forget = try forget(value)
            default: break
            }
        }
    }

    /// The shortest token, in bytes: shorter ones can be guessed.
    private static let minimumToken = 16

    private func eventToken(_ node: Node) throws -> String? {
        var token: String?
        for (_, value) in try mapping(node, "settings of events", keys: Self.eventKeys) {
            let text = try string(value, "a token")
            let isPlain = text.utf8.allSatisfy { $0 > UInt8(ascii: " ") && $0 < 0x7F }
            guard isPlain, Self.minimumToken...200 ~= text.utf8.count else {
                // What may be a secret is not repeated.
                throw malformed(
                    value, "a token of \(Self.minimumToken) to 200 letters, digits and signs", "another text")
            }
            token = text
        }
        return token
    }

    private func forget(_ node: Node) throws -> [ForgetRule] {
        guard let mapping = node.mapping else { throw malformed(node, "ages by host pattern", describe(node)) }
        return try mapping.map { pattern, age in
            let expected = "an age of an hour or more, like 12h, 90d, 8w or 2y"
            guard let seconds = age.scalar.flatMap({ AgeText.seconds($0.string) }) else {
                throw malformed(age, expected, describe(age))
            }
            return ForgetRule(pattern: try string(pattern, "a host pattern"), age: seconds)
        }
    }

    private func groups(_ node: Node) throws -> [GroupRule] {
        guard let mapping = node.mapping else { throw malformed(node, "groups by name", describe(node)) }
        return try mapping.map { nameNode, node in
            var rule = GroupRule(name: try name(nameNode, "a group's name"))
            for (key, value) in try self.mapping(node, "what belongs to the group", keys: Self.groupKeys) {
                switch key {
                case "hosts": rule.hosts = try list(value, "host patterns").map { try string($0, "a host pattern") }
                case "clusters": rule.clusters = try list(value, "clusters").map { try name($0, "a cluster's name") }
                case "tags":
                    guard let tags = value.mapping else { throw malformed(value, "tags", describe(value)) }
                    for (tag, wanted) in tags {
                        rule.tags[try string(tag, "a tag")] = try string(wanted, "the tag's value")
                    }
                default: break
                }
            }
            return rule
        }
    }

    private func mapping(_ node: Node, _ expected: String, keys: [String]) throws -> [(String, Node)] {
        guard let mapping = node.mapping else { throw malformed(node, expected, describe(node)) }
        return try mapping.map { keyNode, value in
            let key = try string(keyNode, "a key")
            guard keys.contains(key) else {
                throw ConfigurationError.unknownKey(
                    path: path, line: keyNode.mark?.line ?? 0, key: key,
                    nearest: Spelling.nearest(to: key, among: keys))
            }
            return (key, value)
        }
    }

    private func list(_ node: Node, _ expected: String) throws -> [Node] {
        if let sequence = node.sequence { return Array(sequence) }
        guard node.scalar != nil else { throw malformed(node, "a list of \(expected)", describe(node)) }
        return [node]
    }

    private func string(_ node: Node, _ expected: String) throws -> String {
        guard let text = node.scalar?.string, !text.isEmpty else { throw malformed(node, expected, describe(node)) }
        return text
    }

    private func integer(_ node: Node, in range: ClosedRange<Int>, _ expected: String) throws -> Int {
        guard let number = node.scalar.flatMap({ Int($0.string) }), range.contains(number) else {
            throw malformed(node, expected, describe(node))
        }
        return number
    }

    private func name<T: Name>(_ node: Node, _ expected: String) throws -> T {
        guard let text = node.scalar?.string, let name = T(text) else {
            throw malformed(node, expected, describe(node))
        }
        return name
    }

    private func malformed(_ node: Node, _ expected: String, _ found: String) -> ConfigurationError {
        .malformed(path: path, line: node.mark?.line ?? 0, expected: expected, found: found)
    }

    private func describe(_ node: Node) -> String {
        switch node {
        case .scalar(let scalar): "\"\(scalar.string)\""
        case .mapping: "keys and values"
        case .sequence: "a list"
        case .alias: "an alias"
        }
    }

    private func malformed(_ error: YamlError) -> ConfigurationError {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            .malformed(path: path, line: mark.line, expected: "YAML", found: "a mistake: \(problem)")
        case .duplicatedKeysInMapping(let keys, let context):
            .malformed(
                path: path, line: context.mark.line, expected: "each key once",
                found: keys.sorted().joined(separator: ", "))
        default: .malformed(path: path, line: 1, expected: "YAML", found: "something else")
        }
    }
}
