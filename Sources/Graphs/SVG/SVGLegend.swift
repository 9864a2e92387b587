import MetricModel

/// The table under or beside a drawn graph, as much of it as there is room for.
struct SVGLegend {
    /// A figure of each series.
    enum Figure {
        case last, min, mean, p95, max

        /// - `isLive`: whether the range reaches the present.
        func word(isLive: Bool) -> String { self == .last && isLive ? "now" : "\(self)" }

        func value(_ statistics: SeriesStatistics, rows: Int) -> Double? {
            switch self {
            case .last: statistics.atEnd(of: rows)
            case .min: statistics.minimum
            case .mean: statistics.mean
            case .p95: statistics.p95
            case .max: statistics.maximum
            }
        }
    }

    /// A series with its figures, where they stand in the legend, in pixels from its upper left corner.
    struct Entry {
        let series: Int
        let label: String
        let x, y: Double
        let figures: [(text: String, right: Double)]
        /// The one figure that follows the label where there are no columns.
        var aside: String?
    }

    /// Over the figures.
    let headers: [(text: String, right: Double)]
    let entries: [Entry]
    let width, height: Double
    let isBeside: Bool

    /// From the mark in a series' colour to its label.
    static let mark = 18.0
    private static let gap = 16.0
    /// From a label to the figure that follows it.
    static let asideGap = 6.0
    private static let blockGap = 30.0
    private static let longestLabel = 32
    private static let sets: [[Figure]] = [
        [.last, .min, .mean, .p95, .max], [.last, .mean, .p95, .max], [.last, .mean, .max], [.last, .max],
    ]

    private init(entries: [Entry] = [], width: Double = 0, height: Double = 0) {
        (headers, isBeside) = ([], false)
        (self.entries, self.width, self.height) = (entries, width, height)
    }

    static let none = SVGLegend()

    /// - `width`: of the picture without its margins.
    /// - `comfortable`, `most`: how high it should be and may be under the plot.
    /// - `beside`: how high the plot would be without it.
    /// - `isLive`: whether the range reaches the present.
    init(
        _ data: GraphData, _ statistics: [SeriesStatistics], width: Double, comfortable: Double, most: Double,
        beside: Double, isLive: Bool
    ) {
        let count = data.series.count
        let widest = min(Self.longestLabel, data.series.map { DisplayWidth.cells($0.label) }.max() ?? 0)
        guard count > 0, data.emptiness == nil else {
            self.init()
            return
        }
        let texts = Texts(data, statistics)
        let rowHeight = SVGLayout.rowHeight
        if width >= 860, Double(count + 1) * rowHeight <= beside {
            for figures in Self.sets {
                let block = Block(texts, figures, label: widest)
                guard block.width <= width * 0.36 else { continue }
                self.init(data, texts, block, columns: 1, isBeside: true, isLive: isLive)
                return
            }
        }
        for (height, isLast) in [(comfortable, false), (most, true)] {
            for label in isLast ? [widest, min(widest, 16), min(widest, 10)] : [widest] {
                for figures in Self.sets {
                    let block = Block(texts, figures, label: label)
                    let fitting = max(1, Int((width + Self.blockGap) / (block.width + Self.blockGap)))
                    guard block.width <= width else { continue }
                    for columns in 1...min(fitting, count) {
                        let rows = (count + columns - 1) / columns + 1
                        if Double(rows) * rowHeight + 6 <= height {
                            self.init(data, texts, block, columns: columns, isBeside: false, isLive: isLive)
                            return
                        }
                    }
                }
            }
        }
        self.init(flowing: data, texts, width: width, most: most)
    }

    /// The labels with the last values, one after another; the labels alone or nothing if that is too much, too.
    private init(flowing data: GraphData, _ texts: Texts?, width: Double, most: Double) {
        var entries: [Entry] = []
        var (x, y) = (0.0, SVGLayout.rowHeight)
        for (index, series) in data.series.enumerated() {
            let figure = texts?[index, .last]
            let figureWidth = figure.map { Double(DisplayWidth.cells($0)) * SVGLayout.letter + Self.asideGap } ?? 0
            let most = max(1, min(Self.longestLabel, Int((width - Self.mark - figureWidth) / SVGLayout.letter)))
            let label = TextLimit.shorten(series.label, to: most)
            let wide = Self.mark + Double(DisplayWidth.cells(label)) * SVGLayout.letter + figureWidth
            if x > 0, x + wide > width { (x, y) = (0, y + SVGLayout.rowHeight) }
            entries.append(Entry(series: index, label: label, x: x, y: y, figures: [], aside: figure))
            x += wide + Self.gap
        }
        guard y + 6 <= most else {
            if texts == nil {
                self.init()
            } else {
                self.init(flowing: data, nil, width: width, most: most)
            }
            return
        }
        self.init(entries: entries, width: width, height: y + 6)
    }

    /// A table, or several side by side.
    private init(_ data: GraphData, _ texts: Texts, _ block: Block, columns: Int, isBeside: Bool, isLive: Bool) {
        let count = data.series.count
        let perColumn = (count + columns - 1) / columns
        var headers: [(text: String, right: Double)] = []
        var entries: [Entry] = []
        for index in 0..<count {
            let left = Double(index / perColumn) * (block.width + Self.blockGap)
            let rights = block.rights.map { left + $0 }
            if index % perColumn == 0 {
                headers += zip(block.figures.map { $0.word(isLive: isLive) }, rights).map { ($0, $1) }
            }
            entries.append(
                Entry(
                    series: index, label: TextLimit.shorten(data.series[index].label, to: block.label), x: left,
                    y: Double(index % perColumn + 2) * SVGLayout.rowHeight,
                    figures: zip(block.figures.map { texts[index, $0] }, rights).map { ($0, $1) }))
        }
        self.headers = headers
        self.entries = entries
        self.isBeside = isBeside
        width = Double(columns) * (block.width + Self.blockGap) - Self.blockGap
        height = Double(perColumn + 1) * SVGLayout.rowHeight + 6
    }

    /// The figures of all series as text.
    private struct Texts {
        private let rows: [[String]]
        /// How many letters each column needs.
        private let widths: [Int]
        private static let order: [Figure] = [.last, .min, .mean, .p95, .max]

        init(_ data: GraphData, _ statistics: [SeriesStatistics]) {
            // A unit that is a word stands on the axis, and would only be repeated here.
            let unit = data.unit.inFigures
            let rows = statistics.map { statistics in
                Self.order.map {
                    Quantity.text($0.value(statistics, rows: data.rows), in: unit, base: data.base)
                }
            }
            self.rows = rows
            widths = Self.order.indices.map { column in
                max(4, rows.map { DisplayWidth.cells($0[column]) }.max() ?? 0)
            }
        }

        subscript(series: Int, figure: Figure) -> String {
            rows[series][Self.order.firstIndex(of: figure) ?? 0]
        }

        func widest(_ figure: Figure) -> Int { widths[Self.order.firstIndex(of: figure) ?? 0] }
    }

    /// The columns of a table.
    private struct Block {
        let figures: [Figure]
        /// The width of labels, in letters.
        let label: Int
        /// The right end of each column.
        let rights: [Double]

        init(_ texts: Texts, _ figures: [Figure], label: Int) {
            self.figures = figures
            self.label = label
            var right = SVGLegend.mark + Double(label) * SVGLayout.letter
            rights = figures.map { figure in
                right += SVGLegend.gap + Double(texts.widest(figure)) * SVGLayout.letter
                return right
            }
        }

        var width: Double { rights.last ?? 0 }
    }
}
