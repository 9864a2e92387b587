/// Where rows of values stand in a picture.
///
/// A row is drawn at its middle. Where rows are narrower than a pixel, those of one column of pixels become two points:
/// the lowest and the highest of them in the order in which they came, so that no peak and no dip is lost; of an upper
/// edge the highest alone counts, of a lower one the lowest. Such a column is a gap if nothing in it is known; where rows are wider, each row that is unknown is a gap. What is known is drawn at
/// least a pixel wide.
struct PixelColumns {
    /// The plot's box, in pixels.
    let box: PlotBox
    /// What the plot's width stands for, in seconds since 1970.
    let time: TimeRange
    /// Of the first row, in seconds since 1970.
    let start: Int
    /// Seconds a row.
    let step: Int

    /// A row in pixels.
    private var rowWidth: Double { Double(step) * box.width / Double(time.to - time.from) }

    /// The place of a moment in pixels, the nearest in the plot.
    func x(_ seconds: Double) -> Double {
        let share = (seconds - Double(time.from)) / Double(time.to - time.from)
        return box.left + box.width * min(max(share, 0), 1)
    }

    /// Which of the values in one column of pixels are kept.
    enum Kept {
        case both, highest, lowest
    }

    /// The lines that values make, one for each stretch of time in which they are known.
    func runs(of values: [Double], on scale: ValueScale, keeping kept: Kept = .both) -> [[PathPen.Point]] {
        var runs = Runs(shortest: 2)
        let rowWidth = rowWidth
        let first = (Double(start - time.from) / Double(time.to - time.from)) * box.width
        // In half pixels, as the pen counts.
        let (left, right) = (2 * box.left, 2 * box.right)
        if rowWidth >= 1 {
            for (row, value) in values.enumerated() {
                guard value.isFinite else {
                    runs.end()
                    continue
                }
                let from = left + 2 * (first + Double(row) * rowWidth)
                let y = scale.halfPixel(of: value)
                runs.add(
                    y: y, from: min(max(from, left), right), to: min(max(from + 2 * rowWidth, left), right))
            }
        } else {
            var column = Column(place: -1)
            for (row, value) in values.enumerated() where value.isFinite {
                let place = Int(min(max(first + (Double(row) + 0.5) * rowWidth, 0), box.width - 1))
                if place != column.place {
                    column.write(kept, to: &runs, scale, left)
                    if place > column.place + 1 { runs.end() }
                    column = Column(place: place)
                }
                column.add(value)
            }
            column.write(kept, to: &runs, scale, left)
        }
        runs.end()
        return runs.finished
    }

    /// The values that fall into one column of pixels.
    private struct Column {
        let place: Int
        var low = Double.infinity, high = -Double.infinity
        var isHighLast = false

        init(place: Int) { self.place = place }

        mutating func add(_ value: Double) {
            if value < low {
                low = value
                isHighLast = false
            }
            if value > high {
                high = value
                isHighLast = true
            }
        }

        func write(_ kept: Kept, to runs: inout Runs, _ scale: ValueScale, _ left: Double) {
            guard low <= high else { return }
            let from = left + 2 * Double(place)
            let (bottom, top) = (scale.halfPixel(of: low), scale.halfPixel(of: high))
            let points =
                switch kept {
                case .both: isHighLast ? (bottom, top) : (top, bottom)
                case .highest: (top, top)
                case .lowest: (bottom, bottom)
                }
            runs.add(y: points.0, from: from, to: from + 2)
            if points.0 != points.1 { runs.add(y: points.1, from: from, to: from + 2) }
        }
    }

    /// Lines in the making.
    private struct Runs {
        /// In half pixels.
        let shortest: Double
        var finished: [[PathPen.Point]] = []
        private var points: [PathPen.Point] = []
        /// Where the line's first row begins and its last one ends.
        private var from = 0.0, to = 0.0

        init(shortest: Double) { self.shortest = shortest }

        mutating func add(y: Double, from: Double, to: Double) {
            if points.isEmpty {
                points.reserveCapacity(1024)
                self.from = from
                points.append(PathPen.Point(x: from, y: y))
            }
            self.to = to
            points.append(PathPen.Point(x: (from + to) / 2, y: y))
        }

        mutating func end() {
            guard let last = points.last else { return }
            points.append(PathPen.Point(x: max(to, from + shortest), y: last.y))
            finished.append(points)
            points = []
        }
    }
}

/// The rectangle in which values are drawn, in pixels.
struct PlotBox: Equatable {
    var left, top, width, height: Double

    var right: Double { left + width }
    var bottom: Double { top + height }
}

/// Where values stand above each other.
struct ValueScale {
    let low, high: Double
    let box: PlotBox

    /// In pixels from the top of the picture; the nearest in the plot.
    func y(of value: Double) -> Double {
        let share = (min(max(value, low), high) - low) / (high - low)
        return box.bottom - share * box.height
    }

    func halfPixel(of value: Double) -> Double { 2 * y(of: value) }
}
