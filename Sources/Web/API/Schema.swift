/// Pieces of JSON Schema, as OpenAPI 3.1 has it.
enum Schema {
    /// One of the document's named schemas.
    static func named(_ name: String) -> JSON { ["$ref": .string("#/components/schemas/\(name)")] }

    static func text(_ summary: String? = nil) -> JSON { typed("string", summary) }
    static func number(_ summary: String? = nil) -> JSON { typed("number", summary) }
    static func count(_ summary: String? = nil) -> JSON { typed("integer", summary) }
    static func bool(_ summary: String? = nil) -> JSON { typed("boolean", summary) }

    /// A name of a host, group or cluster.
    static let name: JSON = ["type": "string", "minLength": 1, "maxLength": 180]

    /// A moment in ISO 8601, in UTC.
    static func time(_ summary: String? = nil) -> JSON {
        described(["type": "string", "format": "date-time"], summary)
    }

    /// One of a few words.
    static func word(_ words: [String], usual: String? = nil) -> JSON {
        var fields: [(String, JSON)] = [("type", "string"), ("enum", .array(words.map { .string($0) }))]
        if let usual { fields.append(("default", .string(usual))) }
        return .object(fields)
    }

    static func list(_ elements: JSON) -> JSON { ["type": "array", "items": elements] }

    /// Of any keys.
    static func map(_ values: JSON) -> JSON { ["type": "object", "additionalProperties": values] }

    /// The same, or null where it is not known.
    static func orNull(_ schema: JSON) -> JSON { ["anyOf": [schema, ["type": "null"]]] }

    /// All of whose fields are there.
    static func object(_ fields: KeyValuePairs<String, JSON>, optional: Set<String> = []) -> JSON {
        [
            "type": "object",
            "properties": .object(fields.map { ($0.key, $0.value) }),
            "required": .array(fields.filter { !optional.contains($0.key) }.map { .string($0.key) }),
        ]
    }

    private static func typed(_ type: String, _ summary: String?) -> JSON {
        described(["type": .string(type)], summary)
    }

    private static func described(_ schema: JSON, _ summary: String?) -> JSON {
        guard let summary, case .object(let fields) = schema else { return schema }
        return .object(fields + [("description", .string(summary))])
    }
}
