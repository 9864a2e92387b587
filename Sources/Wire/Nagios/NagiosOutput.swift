package import MetricModel

/// What a Nagios plug-in printed: a line for people, and performance data behind a `|`, there and in the lines that follow.
///
/// See the plug-in development guidelines. An item that breaks the format is left out and counted.
package struct NagiosOutput: Sendable, Equatable {
    /// The first line without its performance data.
    package let text: String
    /// In the order of the text, at most as many as were asked for.
    package private(set) var items: [NagiosItem] = []
    /// Items that were left out.
    package private(set) var refused = 0

    package init(parsing bytes: Span<UInt8>, limit: Int = 1000) {
        let whole = bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        let lines = whole.split(separator: "\n", omittingEmptySubsequences: false)
        text = lines.first.map { String($0.prefix { $0 != "|" }).trimmed } ?? ""
        // Once a later line has had its "|", all that follows is performance data.
        var isData = false
        for (number, line) in lines.enumerated() {
            if isData {
                take(line, limit)
            } else if let bar = line.firstIndex(of: "|") {
                take(line[line.index(after: bar)...], limit)
                isData = number > 0
            }
        }
    }

    private mutating func take(_ text: Substring, _ limit: Int) {
        var rest = text
        while let word = Self.nextItem(&rest) {
            if items.count < limit, let item = NagiosItem(word) { items.append(item) } else { refused += 1 }
        }
    }

    /// Items are separated by blanks, except within a label's single quotes.
    private static func nextItem(_ rest: inout Substring) -> Substring? {
        rest = rest.drop { $0.isWhitespace }
        guard !rest.isEmpty else { return nil }
        var isQuoted = false
        let end =
            rest.firstIndex { character in
                if character == "'" { isQuoted.toggle() }
                return !isQuoted && character.isWhitespace
            } ?? rest.endIndex
        defer { rest = rest[end...] }
        return rest[..<end]
    }
}

/// One figure of performance data, `'label'=value[unit];[warn];[crit];[min];[max]`, in SI base units.
package struct NagiosItem: Sendable, Equatable {
    package let label: String
    /// nil where the plug-in could not tell (`U`).
    package let value: Double?
    package let unit: Unit
    /// Whether the value only ever grows (`c`).
    package let isCounter: Bool
    /// The thresholds' upper ends, and the value's range; nil where none is given.
    package let warn, crit, min, max: Double?

    fileprivate init?(_ item: Substring) {
        guard let (label, rest) = Self.label(item) else { return nil }
        self.label = label
        let parts = rest.split(separator: ";", maxSplits: 5, omittingEmptySubsequences: false)
        guard let first = parts.first else { return nil }
        let number = first.prefix { $0.isASCII && ($0.isNumber || "+-.eEU".contains($0)) }
        guard let (unit, factor, isCounter) = Self.unit(first[number.endIndex...]) else { return nil }
        self.unit = unit
        self.isCounter = isCounter
        if number == "U" {
            value = nil
        } else {
            guard let parsed = Double(number), parsed.isFinite else { return nil }
            value = parsed * factor
        }
        func part(_ index: Int) -> Double? {
            guard index < parts.count else { return nil }
            return Self.upperEnd(parts[index]).map { $0 * factor }
        }
        warn = part(1)
        crit = part(2)
        min = part(3)
        max = part(4)
    }

    /// What stands before `=`, without quotes; two quotes within are one.
    private static func label(_ item: Substring) -> (String, Substring)? {
        guard item.first == "'" else {
            guard let equals = item.firstIndex(of: "="), equals != item.startIndex else { return nil }
            return (String(item[..<equals]), item[item.index(after: equals)...])
        }
        var label = ""
        var place = item.index(after: item.startIndex)
        while place < item.endIndex {
            let next = item.index(after: place)
            if item[place] == "'" {
                if next < item.endIndex, item[next] == "'" {
                    label.append("'")
                    place = item.index(after: next)
                    continue
                }
                guard next < item.endIndex, item[next] == "=", !label.isEmpty else { return nil }
                return (label, item[item.index(after: next)...])
            }
            label.append(item[place])
            place = next
        }
        return nil
    }

    /// The unit, what makes the value one of SI's, and whether it is a counter; kB and its like are of 1,024.
    private static func unit(_ text: Substring) -> (Unit, Double, Bool)? {
        switch text {
        case "": (.none, 1, false)
        case "s": (.seconds, 1, false)
        case "ms": (.seconds, 1e-3, false)
        case "us": (.seconds, 1e-6, false)
        case "%": (.percent, 1, false)
        case "B": (.bytes, 1, false)
        case "KB", "kB": (.bytes, 0x1p10, false)
        case "MB": (.bytes, 0x1p20, false)
        case "GB": (.bytes, 0x1p30, false)
        case "TB": (.bytes, 0x1p40, false)
        case "c": (.none, 1, true)
        default: text.utf8.count <= 16 ? (Unit(String(text)), 1, false) : nil
        }
    }

    /// The upper end of a range such as `10`, `10:20`, `~:20`, `@10:20`; nil where it is open.
    private static func upperEnd(_ range: Substring) -> Double? {
        let range = range.first == "@" ? range.dropFirst() : range
        let end = range.lastIndex(of: ":").map { range[range.index(after: $0)...] } ?? range
        return Double(end).flatMap { $0.isFinite ? $0 : nil }
    }
}

extension String {
    fileprivate var trimmed: String {
        var rest = self[...].drop { $0.isWhitespace }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}
