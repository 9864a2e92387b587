package import MetricModel

/// The values of one tick, flat, in storage that is reused from tick to tick.
package struct Report {
    package struct Row {
        /// Index into the list of all definitions.
        package let definition: Int
        /// nil for the subject as a whole.
        package let instance: InstanceName?
        /// Where its values begin in ``Report/numbers``.
        package let first: Int
    }

    package struct Text {
        package let row: Int
        package let field: Int
        package let text: String
    }

    package private(set) var rows: [Row] = []
    /// NaN where a value is unknown or text.
    package private(set) var numbers: [Double] = []
    package private(set) var texts: [Text] = []
    private var base = 0

    package init() {}

    /// Empties the report for another tick; the storage stays.
    package mutating func clear() {
        rows.removeAll(keepingCapacity: true)
        numbers.removeAll(keepingCapacity: true)
        texts.removeAll(keepingCapacity: true)
    }

    /// Says whose definitions the next rows' indices count from.
    package mutating func beginCollector(firstDefinition: Int) {
        base = firstDefinition
    }

    /// Begins a row, whose values are then appended in the order of the definition's fields.
    package mutating func begin(_ definition: Int, instance: InstanceName? = nil) {
        rows.append(Row(definition: base + definition, instance: instance, first: numbers.count))
    }

    /// Appends a value to the last row; nil is unknown.
    package mutating func append(_ value: Double?) {
        numbers.append(value ?? .nan)
    }

    /// The longest words that a value may be, in bytes: a row of them has to fit into a datagram.
    package static let longestText = 200

    /// Appends words to the last row, on one line and no longer than ``longestText``; nil is unknown.
    package mutating func append(text: String?) {
        if let text, let row = rows.last {
            texts.append(
                Text(row: rows.count - 1, field: numbers.count - row.first, text: Self.presentable(text)))
        }
        numbers.append(.nan)
    }

    /// The places of a row's values in ``numbers``.
    package func values(of row: Int) -> Range<Int> {
        rows[row].first..<(row + 1 < rows.count ? rows[row + 1].first : numbers.count)
    }

    /// Words as a line may show them: cut between two letters, with a space for each control character.
    private static func presentable(_ text: String) -> String {
        if text.utf8.count <= longestText, !text.unicodeScalars.contains(where: isControl) { return text }
        var result = String.UnicodeScalarView()
        var length = 0
        for scalar in text.unicodeScalars {
            length += UTF8.width(scalar)
            guard length <= longestText else { break }
            result.append(isControl(scalar) ? " " : scalar)
        }
        return String(result)
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
    }

    /// The words of a row's field; nil for a number.
    package func text(of row: Int, field: Int) -> String? {
        // Texts stand in the order of their rows, and there are few.
        guard let first = texts.first, let last = texts.last, first.row <= row, row <= last.row else { return nil }
        return texts.first { $0.row == row && $0.field == field }?.text
    }

    /// A row's words, by the index of their field.
    package func texts(of row: Int) -> [Int: String] {
        guard texts.contains(where: { $0.row == row }) else { return [:] }
        return Dictionary(texts.filter { $0.row == row }.map { ($0.field, $0.text) }) { _, last in last }
    }
}
