import Foundation
import Graphs

/// Rows of text in columns.
struct Table {
    enum Side {
        case left, right
    }

    let sides: [Side]
    private var rows: [[String]]

    init(_ columns: [(String, Side)]) {
        sides = columns.map(\.1)
        rows = [columns.map(\.0)]
    }

    mutating func append(_ row: [String]) { rows.append(row) }

    /// The lines, every column as wide as its widest cell on a terminal.
    var lines: [String] {
        let widths = sides.indices.map { column in rows.map { DisplayWidth.cells($0[column]) }.max() ?? 0 }
        return rows.map { row in
            let cells = row.enumerated().map { column, cell in
                let padding = String(repeating: " ", count: widths[column] - DisplayWidth.cells(cell))
                return sides[column] == .left ? cell + padding : padding + cell
            }
            let line = cells.joined(separator: "  ")
            return String(
                line.prefix(upTo: line.lastIndex { $0 != " " }.map { line.index(after: $0) } ?? line.endIndex))
        }
    }
}

/// Colour for terminals, and for nothing else.
enum Style {
    static let isColoured =
        isatty(STDOUT_FILENO) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"]?.isEmpty ?? true

    static func red(_ text: String) -> String { isColoured ? "\u{1B}[31m\(text)\u{1B}[0m" : text }
}
