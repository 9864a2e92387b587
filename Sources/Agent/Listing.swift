package import Collectors
package import MetricModel

/// What an agent can say and says, as text for people and scripts.
package enum Listing {
    /// Every metric: flat name, unit, kind, and what it means.
    package static func metrics(_ definitions: [Definition]) -> [String] {
        let rows = definitions.flatMap { definition in
            definition.fields.map { field in
                [
                    name(of: field, definition), field.unit.symbol.isEmpty ? "-" : field.unit.symbol, "\(field.kind)",
                    field.title, field.summary,
                ]
            }
        }
        return table([["METRIC", "UNIT", "KIND", "TITLE", "SOURCE"]] + rows)
    }

    /// Every metric as a line of JSON.
    package static func metricsJSON(_ definitions: [Definition]) -> [String] {
        definitions.flatMap { definition in
            definition.fields.map { field in
                "{"
                    + [
                        "\"name\":\(quoted(name(of: field, definition)))",
                        "\"subject\":\(quoted(definition.subject.text))", "\"field\":\(quoted(field.name.text))",
                        "\"instances\":\(definition.hasInstances)", "\"unit\":\(quoted(field.unit.symbol))",
                        "\"kind\":\(quoted("\(field.kind)"))", "\"pace\":\(definition.pace)",
                        "\"retention\":\(quoted("\(definition.retention)"))", "\"title\":\(quoted(field.title))",
                        "\"summary\":\(quoted(field.summary))",
                    ].joined(separator: ",") + "}"
            }
        }
    }

    /// One line a value: flat name, value, unit.
    package static func values(_ report: borrowing Report, _ definitions: [Definition]) -> [String] {
        var lines: [String] = []
        for (index, row) in report.rows.enumerated() {
            let definition = definitions[row.definition]
            let texts = report.texts(of: index)
            for (place, field) in definition.fields.enumerated() {
                let number = report.numbers[row.first + place]
                guard let value = texts[place] ?? (number.isNaN ? nil : plain(number)) else { continue }
                let name = definition.flatName(of: field, instance: row.instance)
                lines.append(field.unit.symbol.isEmpty ? "\(name) \(value)" : "\(name) \(value) \(field.unit)")
            }
        }
        return lines
    }

    private static func name(of field: Field, _ definition: Definition) -> String {
        definition.hasInstances
            ? "\(definition.subject)_INSTANCE_\(field.name)" : definition.flatName(of: field, instance: nil)
    }

    /// A whole number without a fraction, others as Swift writes them.
    private static func plain(_ number: Double) -> String {
        number == number.rounded() && number.magnitude < 1e15 ? "\(Int64(number))" : "\(number)"
    }

    private static func table(_ rows: [[String]]) -> [String] {
        let columns = rows.first?.count ?? 0
        let widths = (0..<columns).map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            row.enumerated().map { column, cell in
                column == columns - 1 ? cell : cell + String(repeating: " ", count: widths[column] - cell.count)
            }.joined(separator: "  ")
        }
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\\(scalar)"
            case "\u{00}"..."\u{1F}": result += " "
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
