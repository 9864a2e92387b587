import MetricModel

/// The text under a picture, as much of it as leaves room for the picture.
struct LegendLayout {
    enum Style: Equatable {
        /// A line for each series, with its numbers.
        case table
        /// The labels alone, side by side.
        case compact
        /// Nothing but title and caption.
        case absent
        /// Nothing but the picture.
        case bare
    }

    let style: Style
    /// Over the table's numbers; nil if there are none.
    let header: String?
    /// One for each series, with librrd's mark for the line's end where one is due.
    let entries: [String]
    /// How many lines there are for events.
    let events: Int
    let captions: [String]

    /// Letters in a line.
    private let letters: Int

    /// What librrd's monospaced letters of 8 points take, in pixels.
    private static let letter = 7
    private static let lineHeight = 14
    /// The title, the axis and the margins.
    private static let frame = 70
    private static let numberWidth = 11
    private static let longestLabel = 40
    /// The mark in a series' colour, in letters.
    private static let box = 2
    private static let gap = 3
    /// An East Asian letter is as wide as high: less than the two cells it has on a terminal.
    private static let wideLetter = 1.58
    /// A line begins at the left, whatever script its first letter is of.
    private static let leftToRight = "\u{200E}"
    private static let space = String(repeating: " ", count: gap)
    /// More would be a list, not a legend.
    private static let mostEvents = 4

    init(_ data: GraphData) {
        let size = data.request.size
        let letters = max(1, (size.width - 30) / Self.letter)
        self.letters = letters
        captions = Self.wrap(data.captionWithAxis, letters)
        let spare = size.height - Self.frame - captions.count * Self.lineHeight
        let most = max(0, min(spare - 50, spare * 6 / 10) / Self.lineHeight)
        let comfortable = spare * 4 / 10 / Self.lineHeight

        if size.height < 100 || size.width < 200 {
            (style, header, entries, events) = (.bare, nil, [], 0)
            return
        }
        let wanted = min(Self.longestLabel, data.series.map { DisplayWidth.cells($0.label) }.max() ?? 0)
        // A table as narrow as it can be without getting too high.
        let tableWidth = min(wanted, letters - Self.box - 3 * Self.numberWidth)
        let columns = max(1, (letters + Self.gap) / (Self.box + tableWidth + 3 * Self.numberWidth + Self.gap))
        let heights = (1...columns).map { (data.series.count + $0 - 1) / $0 + 1 }
        let chosen = heights.firstIndex { $0 <= comfortable } ?? heights.count - 1
        if heights[chosen] <= most, tableWidth >= min(wanted, 8) {
            style = .table
            let heading =
                TextLimit.pad("", to: tableWidth + Self.box)
                + ["last", "mean", "max"].map { TextLimit.align($0, to: Self.numberWidth) }.joined()
            let count = min(chosen + 1, data.series.count)
            header = [String](repeating: heading, count: count).joined(separator: Self.space) + #"\l"#
            entries = Self.lay(data.series.map { Self.row($0, of: data, width: tableWidth) }, chosen + 1)
            events = min(Self.mostEvents, most - heights[chosen])
            return
        }
        let labelWidth = min(wanted, letters - Self.box)
        let perLine = max(1, (letters + Self.gap) / (Self.box + labelWidth + Self.gap))
        let height = (data.series.count + perLine - 1) / perLine
        if height <= most, labelWidth >= min(wanted, 4) {
            (style, header) = (.compact, nil)
            entries = Self.lay(data.series.map { Self.cell($0.label, width: labelWidth) }, perLine)
            events = min(Self.mostEvents, most - height)
        } else {
            (style, header, entries, events) = (.absent, nil, [], 0)
        }
    }

    /// What stands after a series' mark: its label and its numbers.
    private static func row(_ series: GraphSeries, of data: GraphData, width: Int) -> String {
        // A unit that is a word stands on the axis, and would only be repeated here.
        let numbers = [series.last, series.mean, series.maximum].map {
            Quantity.text($0, in: data.unit.inFigures, base: data.base)
        }
        return cell(series.label, width: width) + escape(numbers.map { TextLimit.align($0, to: numberWidth) }.joined())
    }

    private static func cell(_ label: String, width: Int) -> String {
        let label = TextLimit.shorten(label, to: width)
        let taken = label.reduce(0) { taken, character in
            let cells = DisplayWidth.cells(character)
            return taken + (cells == 2 ? wideLetter : Double(cells))
        }
        let spaces = String(repeating: " ", count: max(0, width - Int(taken.rounded())))
        return escape(isolated(label) + spaces)
    }

    /// A text of any script that changes nothing around it: neither the order of figures nor the width of spaces.
    ///
    /// Pango takes spaces from the font of the letters beside them, except across the bounds of an isolate.
    private static func isolated(_ text: String) -> String {
        text.utf8.allSatisfy { $0 < 0x80 } ? text : "\(leftToRight)\u{2068}\(text)\u{2069}"
    }

    /// Puts so many side by side: librrd adds no space of its own after `\g`, and ends a line at `\l`.
    ///
    /// It takes ordinary spaces before these away.
    private static func lay(_ cells: [String], _ perLine: Int) -> [String] {
        cells.enumerated().map { index, cell in
            (index + 1) % perLine == 0 || index + 1 == cells.count
                ? cell + #"\l"# : (cell + space).replacing(" ", with: "\u{A0}") + #"\g"#
        }
    }

    /// A line for an event, and how many more its mark stands for.
    func event(_ text: String, and more: Int) -> String {
        let rest = more > 0 ? " and \(more) more" : ""
        let text = TextLimit.shorten(text, to: letters - Self.box - rest.count)
        return Self.escape(Self.leftToRight + text + Self.leftToRight + rest) + #"\l"#
    }

    /// Text as an argument's part: librrd ends parts at a colon and takes a backslash for a mark.
    static func escape(_ text: String) -> String {
        text.replacing("\\", with: #"\\"#).replacing(":", with: #"\:"#)
    }

    /// Breaks a text between its parts: those of a caption, or words.
    static func wrap(_ text: String, _ width: Int, at separator: String = " · ") -> [String] {
        var lines: [String] = []
        for part in text.split(separator: separator) {
            let part = TextLimit.shorten(String(part), to: width)
            if let last = lines.last, DisplayWidth.cells(last) + DisplayWidth.cells(part) + separator.count <= width {
                lines[lines.count - 1] = last + separator + part
            } else {
                lines.append(part)
            }
        }
        return lines
    }
}
