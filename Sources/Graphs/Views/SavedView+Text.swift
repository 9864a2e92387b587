extension SavedView {
    /// The file that says the same; nil for a view with graphs that only ganglia-web's files can say.
    package var yaml: String? {
        var lines = [Self.line(Self.key, name), Self.line("title", title)]
        for (key, text) in [("notes", notes), ("from", from), ("to", to)] {
            if let text { lines.append(Self.line(key, text)) }
        }
        lines.append(items.isEmpty ? "items: []" : "items:")
        for item in items {
            guard let pairs = item.pairs else { return nil }
            var keys: [String] = []
            for (key, _) in pairs where !keys.contains(key) { keys.append(key) }
            for (index, key) in keys.enumerated() {
                let values = pairs.filter { $0.0 == key }.map { Self.scalar($0.1) }
                let value = values.count == 1 ? values[0] : "[" + values.joined(separator: ", ") + "]"
                lines.append("\(index == 0 ? "  - " : "    ")\(key): \(value)")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func line(_ key: String, _ text: String) -> String { "\(key): \(scalar(text))" }

    /// Text as YAML takes it for itself: as it stands where no letter means anything to YAML, else in quotes.
    private static func scalar(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "/"), UInt8(ascii: "."):
                true
            case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "@"), UInt8(ascii: " "):
                // Not at the beginning: there they would be a list, an alias, or nothing.
                true
            default: false
            }
        }
        let isOpen = text.first.map { $0.isLetter || $0.isNumber } ?? false
        if isPlain, isOpen, text.last != " " { return text }
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\\(scalar)"
            // Definitions with anchors are refused, and this might look like one.
            case "&": quoted += "\\x26"
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
