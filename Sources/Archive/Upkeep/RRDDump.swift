import Foundation

/// Why a text is no dump of ours to take: what was expected where, and what was found.
package struct RRDDumpError: Error, Equatable {
    package let line: Int
    package let expected: String
    package let found: String
}

extension RRDDumpError: CustomStringConvertible {
    package var description: String { "line \(line): expected \(expected), found \(found)" }
}

/// What `rrdtool dump` writes of a file.
///
/// Values have eleven digits there, not all that they had.
package struct RRDDump {
    private var tokens: XMLTokens
    private let path: String
    private let now: Int

    /// All values together: as many as the largest file that is read has.
    private static let maximumValues = FileContents.maximumSize / 8

    /// Reads a dump to its end.
    ///
    /// - `path`: where the file will be written.
    /// - `now`: seconds since 1970.
    /// - `next`: the next piece of the text, of any length; empty at its end.
    ///
    /// Throws ``RRDDumpError``, and what `next` throws.
    package static func contents(
        path: String, now: Int, next: @escaping () throws -> [UInt8]
    ) throws -> FileContents {
        var dump = RRDDump(tokens: XMLTokens(next), path: path, now: now)
        return try dump.read()
    }

    /// A column and the state of its open step.
    private struct Column {
        let definition: FileContents.NewColumn
        let lastReading: String
        let openStep: FileContents.OpenStep
    }

    /// An archive, the states of its open row and its rows.
    private struct Archive {
        let definition: RoundRobinArchive
        let cells: [Cell]
        let values: [Double]
    }

    private struct Cell {
        let primary, secondary, value: Double
        let unknown: Int
    }

    private mutating func read() throws -> FileContents {
        try start("rrd")
        let version = try text("version")
        guard version == "0003" else { throw unexpected("version 0003", version) }
        let step = try integer("step", in: 1...RRDHeader.maximumStep)
        let lastUpdate = try integer("lastupdate", in: 0...(now + 86_400))
        var columns: [Column] = []
        var archives: [Archive] = []
        var values = 0
        while let name = try startOrEnd(of: "rrd") {
            switch name {
            case "ds" where archives.isEmpty && columns.count < RRDHeader.maximumColumns:
                columns.append(try readColumn())
            case "rra" where !columns.isEmpty && archives.count < RRDHeader.maximumArchives:
                let archive = try readArchive(columns.count, step: step, limit: Self.maximumValues - values)
                values += archive.values.count
                archives.append(archive)
            default: throw unexpected("ds, then rra", name)
            }
        }
        if let more = try tokens.token() { throw unexpected("the end", "\(more)") }
        guard !archives.isEmpty else { throw unexpected("a ds and an rra", "none") }
        return contents(columns, archives, step: step, lastUpdate: lastUpdate)
    }

    private func contents(
        _ columns: [Column], _ archives: [Archive], step: Int, lastUpdate: Int
    ) -> FileContents {
        var contents = FileContents(
            path: path, columns: columns.map(\.definition), archives: archives.map(\.definition), step: step,
            lastUpdate: lastUpdate)
        for (index, column) in columns.enumerated() {
            contents.setOpenStep(index, column.openStep)
            contents.setLastReading(index, column.lastReading)
        }
        for (index, archive) in archives.enumerated() {
            contents.rings[index].values = archive.values
            for (column, cell) in archive.cells.enumerated() {
                let at = contents.cell(index, column)
                contents.words[at + RRDFormat.CellState.value / 8] = cell.value.bitPattern
                contents.words[at + RRDFormat.CellState.unknownSteps / 8] = UInt64(cell.unknown)
                contents.words[at + RRDFormat.CellState.primary / 8] = cell.primary.bitPattern
                contents.words[at + RRDFormat.CellState.secondary / 8] = cell.secondary.bitPattern
            }
        }
        return contents
    }

    private mutating func readColumn() throws -> Column {
        let name = try text("name")
        let isLegal = name.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte == UInt8(ascii: "_")
                || byte == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        }
        guard 1...19 ~= name.utf8.count, isLegal else { throw unexpected("the name of a data source", name) }
        let type = try text("type")
        guard let type = RRDHeader.ColumnType(rawValue: type) else { throw unexpected("GAUGE or its like", type) }
        let heartbeat = try integer("minimal_heartbeat", in: 0...Int.max)
        let column = FileContents.NewColumn(
            name: name, type: type, heartbeat: heartbeat, minimum: try number("min"), maximum: try number("max"))
        let reading = try text("last_ds", isOptional: true)
        guard reading.utf8.count < RRDFormat.ColumnState.lastReadingSize else {
            throw unexpected("a reading of at most 29 bytes", reading)
        }
        let amount = try number("value")
        let unknown = try integer("unknown_sec", in: 0...1 << 40)
        try end("ds")
        return Column(
            definition: column, lastReading: reading, openStep: .init(unknown: Double(unknown), amount: amount))
    }

    private mutating func readArchive(_ columns: Int, step: Int, limit: Int) throws -> Archive {
        let kind = try text("cf")
        guard let consolidation = Consolidation(rawValue: kind) else {
            throw unexpected("AVERAGE, MIN, MAX or LAST", kind)
        }
        let stepsPerRow = try integer("pdp_per_row", in: 1...RRDHeader.maximumStepsPerRow)
        try start("params")
        let maximumUnknown = try number("xff")
        guard 0...1 ~= maximumUnknown else { throw unexpected("a share from 0 to 1", "\(maximumUnknown)") }
        try end("params")
        try start("cdp_prep")
        let cells = try (0..<columns).map { _ in
            try start("ds")
            let cell = Cell(
                primary: try number("primary_value"), secondary: try number("secondary_value"),
                value: try number("value"), unknown: try integer("unknown_datapoints", in: 0...1 << 40))
            try end("ds")
            return cell
        }
        try end("cdp_prep")
        try start("database")
        var values: [Double] = []
        while let name = try startOrEnd(of: "database") {
            guard name == "row" else { throw unexpected("row", name) }
            for _ in 0..<columns { values.append(try number("v")) }
            try end("row")
            guard values.count <= limit else { throw unexpected("at most \(Self.maximumValues) values", "more") }
        }
        try end("rra")
        let rows = values.count / columns
        let (span, overflow) = (stepsPerRow * step).multipliedReportingOverflow(by: rows)
        guard 1...RRDHeader.maximumRows ~= rows, !overflow, span <= RRDHeader.maximumSpan else {
            throw unexpected("1 to \(RRDHeader.maximumRows) rows of less than a thousand years", "\(rows)")
        }
        return Archive(
            definition: RoundRobinArchive(
                consolidation, stepsPerRow: stepsPerRow, rows: rows, maximumUnknown: maximumUnknown),
            cells: cells, values: values)
    }
}

/// What stands in a dump, element by element.
extension RRDDump {
    fileprivate func unexpected(_ expected: String, _ found: String) -> RRDDumpError {
        RRDDumpError(line: tokens.line, expected: expected, found: found.isEmpty ? "nothing" : found)
    }

    fileprivate mutating func start(_ name: String) throws { try take(.start(name)) }

    fileprivate mutating func end(_ name: String) throws { try take(.end(name)) }

    private mutating func take(_ wanted: XMLTokens.Token) throws {
        let found = try tokens.token()
        guard found == wanted else { throw unexpected("\(wanted)", found.map { "\($0)" } ?? "the end") }
    }

    /// The name of the element that begins; nil where the one around it ends.
    fileprivate mutating func startOrEnd(of name: String) throws -> String? {
        switch try tokens.token() {
        case .start(let name): return name
        case .end(name): return nil
        case let found: throw unexpected("an element or the end of \(name)", found.map { "\($0)" } ?? "the end")
        }
    }

    /// - `isOptional`: whether the element may be empty.
    fileprivate mutating func text(_ name: String, isOptional: Bool = false) throws -> String {
        try start(name)
        switch try tokens.token() {
        case .text(let text):
            try end(name)
            return text
        case .end(name) where isOptional: return ""
        case let found: throw unexpected("the text of \(name)", found.map { "\($0)" } ?? "the end")
        }
    }

    fileprivate mutating func integer(_ name: String, in range: ClosedRange<Int>) throws -> Int {
        let text = try text(name)
        guard let number = Int(text), range.contains(number) else {
            throw unexpected("\(name) from \(range.lowerBound) to \(range.upperBound)", text)
        }
        return number
    }

    /// NaN where it is unknown, which is spelled in several ways.
    fileprivate mutating func number(_ name: String) throws -> Double {
        let text = try text(name)
        if ["nan", "-nan"].contains(text.lowercased()) { return PrimaryPoints.unknown }
        guard let number = Double(text) else { throw unexpected("a number for \(name)", text) }
        return number.isNaN ? PrimaryPoints.unknown : number
    }
}
