/// The open rows of one archive, side by side while steps are taken into them: in the file, the cells of two columns lie
/// 80 bytes apart.
///
/// The arithmetic and its order are those of librrd 1.7.2, so that the bytes are the same.
struct OpenRows {
    private var stepsPerRow: UInt = 1
    private var kind = Consolidation.average
    private var ring: UInt = 1
    /// Steps without a value that a row may have.
    private var tolerated = 0.0
    /// A value a column.
    private var values: [Double] = []
    /// Steps without a value, a number a column.
    private var unknown: [UInt64] = []
    /// The first row that the last steps ended.
    private(set) var primary: [Double] = []
    /// The rows after the first one.
    private(set) var secondary: [Double] = []
    private var hasPrimary = false
    private var hasSecondary = false

    /// Takes the cells of an archive out of a header.
    mutating func begin(_ archive: PlainLayout.Archive, columns: Int, in header: Span<UInt64>) {
        stepsPerRow = UInt(archive.definition.stepsPerRow)
        kind = archive.definition.consolidation
        ring = UInt(archive.definition.rows)
        tolerated = Double(stepsPerRow) * archive.definition.maximumUnknown
        hasPrimary = false
        hasSecondary = false
        primary.fit(columns)
        secondary.fit(columns)
        values.fit(columns)
        unknown.fit(columns)
        // Where a step is a row, none is open.
        guard stepsPerRow > 1 else { return }
        var cell = archive.cells / 8
        for column in 0..<columns {
            values[column] = Double(bitPattern: header[cell + RRDFormat.CellState.value / 8])
            unknown[column] = header[cell + RRDFormat.CellState.unknownSteps / 8]
            cell += RRDFormat.cellState / 8
        }
    }

    /// Puts the cells back.
    func end(_ archive: PlainLayout.Archive, in header: inout MutableSpan<UInt64>) {
        var cell = archive.cells / 8
        for column in values.indices {
            if hasPrimary { header[cell + RRDFormat.CellState.primary / 8] = primary[column].bitPattern }
            if hasSecondary { header[cell + RRDFormat.CellState.secondary / 8] = secondary[column].bitPattern }
            if stepsPerRow > 1 {
                header[cell + RRDFormat.CellState.value / 8] = values[column].bitPattern
                header[cell + RRDFormat.CellState.unknownSteps / 8] = unknown[column]
            }
            cell += RRDFormat.cellState / 8
        }
    }

    /// Takes steps that have ended, of which each column has one value.
    ///
    /// - Returns: how many rows are due, at most as many as the ring has (RRDtool: rra_step_cnt): the first is ``primary``,
    ///   all others are ``secondary``.
    mutating func take(_ closing: PrimaryPoints.Closing, _ points: Span<Double>) -> Int {
        /// Steps that the open row lacks.
        let lacking = stepsPerRow - closing.before % stepsPerRow
        let due = lacking <= closing.steps ? min((closing.steps - lacking) / stepsPerRow + 1, ring) : 0
        if stepsPerRow == 1 {
            pass(points, steps: closing.steps)
        } else if due > 0 {
            endRow(points, steps: closing.steps, lacking: lacking)
        } else {
            grow(points, steps: closing.steps)
        }
        return Int(due)
    }

    /// A step is a row.
    private mutating func pass(_ points: Span<Double>, steps: UInt) {
        primary.replace(with: points)
        hasPrimary = true
        guard steps > 1 else { return }
        secondary.replace(with: points)
        hasSecondary = true
    }

    private mutating func grow(_ points: Span<Double>, steps: UInt) {
        countUnknown(points, steps: UInt64(steps))
        switch kind {
        case .average:
            let steps = Double(steps)
            change(with: points) { $0.isUnknown ? $1 * steps : $0 + $1 * steps }
        case .min: change(with: points) { $0.isUnknown || $1 < $0 ? $1 : $0 }
        case .max: change(with: points) { $0.isUnknown || $1 > $0 ? $1 : $0 }
        case .last: change(with: points) { $1 }
        }
    }

    private mutating func countUnknown(_ points: Span<Double>, steps: UInt64) {
        var unknown = unknown.mutableSpan
        precondition(unknown.count == points.count)
        for column in points.indices { unknown[column] &+= points[column].isUnknown ? steps : 0 }
    }

    /// - `grown`: an open row's value after a known one.
    @inline(__always)
    private mutating func change(with points: Span<Double>, _ grown: (Double, Double) -> Double) {
        var values = values.mutableSpan
        precondition(values.count == points.count)
        for column in points.indices {
            let value = values[column]
            let point = points[column]
            let new = grown(value, point)
            values[column] = point.isUnknown ? value : new
        }
    }

    private mutating func endRow(_ points: Span<Double>, steps: UInt, lacking: UInt) {
        let none = PrimaryPoints.unknown
        /// Steps of the next row that have ended already.
        let begun = (steps - lacking) % stepsPerRow
        for column in points.indices {
            let point = points[column]
            let unknown = point.isUnknown ? self.unknown[column] &+ UInt64(lacking) : self.unknown[column]
            secondary[column] = point.isUnknown ? none : point
            primary[column] =
                Double(unknown) > tolerated
                ? none
                : kind.ended(values[column], with: point, steps: lacking, known: UInt64(stepsPerRow) &- unknown)
            values[column] = kind.begun(with: point, steps: begun)
            self.unknown[column] = point.isUnknown ? UInt64(begun) : 0
        }
        hasPrimary = true
        hasSecondary = true
    }
}

extension Array where Element: BitwiseCopyable {
    fileprivate mutating func replace(with new: Span<Element>) {
        removeAll(keepingCapacity: true)
        new.withUnsafeBufferPointer { append(contentsOf: $0) }
    }
}

extension Consolidation {
    /// A row's value after its last steps.
    ///
    /// - `known`: how many of all its steps had a value.
    fileprivate func ended(_ value: Double, with point: Double, steps: UInt, known: UInt64) -> Double {
        switch self {
        case .average:
            return ((value.isUnknown ? 0 : value) + (point.isUnknown ? 0 : point) * Double(steps)) / Double(known)
        case .min:
            let value = value.isUnknown ? .infinity : value
            return point < value ? point : value
        case .max:
            let value = value.isUnknown ? -.infinity : value
            return point > value ? point : value
        case .last:
            return point
        }
    }

    /// A new row's value after its first steps, of which there may be none.
    fileprivate func begun(with point: Double, steps: UInt) -> Double {
        if steps > 0, !point.isUnknown { return self == .average ? point * Double(steps) : point }
        return switch self {
        case .average: 0
        case .min: .infinity
        case .max: -.infinity
        case .last: PrimaryPoints.unknown
        }
    }
}

extension Double {
    /// As `isNaN`, which looks at bits: a comparison is done for several columns at once.
    @inline(__always)
    fileprivate var isUnknown: Bool { self != self }
}
