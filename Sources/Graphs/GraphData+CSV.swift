import Foundation

extension GraphData {
    /// A table for spreadsheets and scripts (RFC 4180, with a header, in UTF-8).
    ///
    /// One line for each row: the moment of its end in ISO 8601 and in seconds since 1970, then a column for each series,
    /// in the graph's unit, empty where unknown. A band has its lower edge in a column after it, and so have the highest
    /// values within rows, where they are known.
    package var csv: String {
        let columns = series.flatMap { series in
            [(series.label, series.values)] + (series.floor.map { [("\(series.label) low", $0)] } ?? [])
                + (series.peaks.map { [("\(series.label) max", $0)] } ?? [])
        }
        var text = (["time", "epoch"] + columns.map(\.0)).map(Self.cell).joined(separator: ",") + "\r\n"
        for row in 0..<rows {
            let end = start + (row + 1) * step
            text += "\(CivilTime(seconds: end).iso),\(end)"
            for (_, values) in columns {
                text += "," + (values[row].isNaN ? "" : NumberText.of(values[row]))
            }
            text += "\r\n"
        }
        return text
    }

    /// A header's cell.
    ///
    /// Spreadsheets take what begins with a sign for a formula, and anybody can name a host.
    private static func cell(_ text: String) -> String {
        let safe = text.first.map { "=+-@".contains($0) } == true ? "'\(text)" : text
        guard safe.contains(where: { ",\"\r\n".contains($0) }) else { return safe }
        return "\"\(safe.replacing("\"", with: "\"\""))\""
    }
}

/// Numbers for programs.
enum NumberText {
    /// The shortest text that reads back as the same number, without a fraction of 0.
    static func of(_ number: Double) -> String {
        let text = "\(number)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
