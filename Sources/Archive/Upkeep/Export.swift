import Foundation
package import MetricModel

/// Values of series one after the other, a line each: for spreadsheets, databases and scripts.
///
/// What is unknown has no line. Files are read a piece at a time, so that a long history takes no more memory than a short
/// one.
package struct Export: Sendable {
    /// How values are written.
    package enum Format: String, Sendable, CaseIterable {
        /// RFC 4180, with a header, in UTF-8.
        case csv
        /// One array, an object a line.
        case json
    }

    private let reader: ArchiveReader
    /// Seconds since 1970: (lower bound, upper bound].
    private let range: Range<Int>
    private let resolution: Int?
    private let columns: Set<String>?

    /// Rows of a file that are read at once.
    static let rowsAtOnce = 20_000

    /// - `range`: (lower bound, upper bound], in seconds since 1970.
    /// - `resolution`: seconds a row should be about; nil for the finest that goes back to the beginning.
    /// - `columns`: nil for all.
    package init(_ reader: ArchiveReader, range: Range<Int>, resolution: Int?, columns: Set<String>? = nil) {
        self.reader = reader
        self.range = range
        self.resolution = resolution
        self.columns = columns
    }

    /// Writes the values of a series that are known.
    ///
    /// - `isFirst`: whether nothing has been written yet; afterwards, whether that is still so.
    /// - `write`: takes a few hundred kilobytes at a time.
    /// - Returns: how many values there were.
    package func write(
        _ series: Series, as format: Format, isFirst: inout Bool, _ write: ([UInt8]) throws -> Void
    ) throws -> Int {
        var count = 0
        var start = range.lowerBound
        var resolution = resolution
        var seconds = try finestStep(of: series) * Self.rowsAtOnce
        while start < range.upperBound {
            let query = Query(
                series, from: start, to: min(range.upperBound, start + seconds), resolution: resolution)
            let fetched = try reader.fetchBlocking(query)
            // What follows comes from the same archive, whatever else would cover it.
            resolution = fetched.step
            seconds = fetched.step * Self.rowsAtOnce
            var text = ExportText(series, fetched, columns, range, format)
            count += text.write(isFirst: &isFirst)
            if !text.bytes.isEmpty { try write(text.bytes) }
            start = max(fetched.end, start + 1)
        }
        return count
    }

    /// Seconds; throws if there are no files.
    private func finestStep(of series: Series) throws -> Int {
        let now = time(nil)
        for sibling in 1...ArchiveLayout.maximumSiblings {
            let path = reader.layout.path(of: series, sibling: sibling)
            if let header = try RRDHeader(readingFrom: path, now: now) { return header.step }
        }
        throw ArchiveError.noSuchSeries(series)
    }

    /// What stands before the first line.
    package static func head(_ format: Format) -> String {
        switch format {
        case .csv: "time,host,group,subject,instance,field,value\r\n"
        case .json: "[\n"
        }
    }

    /// What stands behind the last line.
    package static func foot(_ format: Format, isEmpty: Bool) -> String {
        switch format {
        case .csv: ""
        case .json: isEmpty ? "]\n" : "\n]\n"
        }
    }
}

/// The lines of a piece of a series.
private struct ExportText {
    private(set) var bytes: [UInt8] = []
    private let fetched: Fetched
    private let range: Range<Int>
    private let format: Export.Format
    private let wanted: [Int]
    /// What stands between the time and the value, for each column.
    private let middles: [String]

    init(_ series: Series, _ fetched: Fetched, _ columns: Set<String>?, _ range: Range<Int>, _ format: Export.Format) {
        self.fetched = fetched
        self.range = range
        self.format = format
        wanted = fetched.columns.indices.filter { columns?.contains(fetched.columns[$0]) ?? true }
        let (host, group): (String, String) =
            switch series {
            case .host(let host, _, _): ("\(host)", "")
            case .group(let group, _): ("", "\(group)")
            }
        middles = fetched.columns.map { column in
            let parts = [host, group, series.subject.text, series.instance?.text ?? "", column]
            guard format == .json else { return parts.map(Self.cell).joined(separator: ",") }
            return zip(["host", "group", "subject", "instance", "field"], parts).filter { !$0.1.isEmpty }
                .map { "\"\($0)\":\(Self.quoted($1))" }.joined(separator: ",")
        }
    }

    mutating func write(isFirst: inout Bool) -> Int {
        var count = 0
        let rows = (fetched.end - fetched.start) / fetched.step
        for row in 0..<rows {
            let end = fetched.start + (row + 1) * fetched.step
            // The first row may end where the piece before did.
            guard range.lowerBound < end, end <= range.upperBound else { continue }
            let time = Self.iso(end)
            for column in wanted {
                let value = fetched.values[column][row]
                guard value.isFinite else { continue }
                count += 1
                switch format {
                case .csv: bytes += "\(time),\(middles[column]),\(Self.number(value))\r\n".utf8
                case .json:
                    let separator = isFirst ? "" : ",\n"
                    bytes +=
                        "\(separator){\"time\":\"\(time)\",\(middles[column]),\"value\":\(Self.number(value))}".utf8
                }
                isFirst = false
            }
        }
        return count
    }

    private static func number(_ value: Double) -> String {
        var text: [UInt8] = []
        ReadingText.append(value, to: &text)
        return text == [UInt8(ascii: "U")] ? "\(value)" : String(decoding: text, as: UTF8.self)
    }

    /// Spreadsheets take what begins with a sign for a formula, and anybody can name a host.
    private static func cell(_ text: String) -> String {
        let safe = text.first.map { "=+-@".contains($0) } == true ? "'\(text)" : text
        guard safe.contains(where: { ",\"\r\n".contains($0) }) else { return safe }
        return "\"\(safe.replacing("\"", with: "\"\""))\""
    }

    /// Names hold no control characters.
    private static func quoted(_ text: String) -> String {
        "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
    }

    /// As `2026-11-22T10:00:00Z`.
    private static func iso(_ seconds: Int) -> String {
        var (moment, parts) = (time_t(seconds), tm())
        gmtime_r(&moment, &parts)
        func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))T"
            + "\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))Z"
    }
}
