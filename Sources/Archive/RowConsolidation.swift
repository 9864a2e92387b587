extension PlainLayout.Archive {
    /// Takes steps that have ended into the archive's cells.
    ///
    /// Afterwards each cell's primary value is that of the first row due, and its secondary value that of the others.
    ///
    /// The arithmetic and its order are those of librrd 1.7.2, so that the bytes are the same.
    ///
    /// - Returns: how many rows are due, at most as many as the ring has (RRDtool: rra_step_cnt).
    func consolidate(
        _ closing: PrimaryPoints.Closing, _ points: Span<Double>, into header: inout MutableSpan<UInt64>
    ) -> Int {
        let stepsPerRow = UInt(definition.stepsPerRow)
        /// Steps that the open row lacks.
        let lacking = stepsPerRow - closing.before % stepsPerRow
        let due =
            lacking <= closing.steps ? Swift.min((closing.steps - lacking) / stepsPerRow + 1, UInt(definition.rows)) : 0
        if stepsPerRow == 1 {
            pass(points, steps: closing.steps, into: &header)
        } else if due > 0 {
            endRow(points, steps: closing.steps, lacking: lacking, in: &header)
        } else {
            grow(points, steps: closing.steps, in: &header)
        }
        return Int(due)
    }

    /// A step is a row.
    private func pass(_ points: Span<Double>, steps: UInt, into header: inout MutableSpan<UInt64>) {
        var cell = cells / 8
        for column in points.indices {
            let point = points[column].bitPattern
            header[cell + RRDFormat.CellState.primary / 8] = point
            if steps > 1 { header[cell + RRDFormat.CellState.secondary / 8] = point }
            cell += RRDFormat.cellState / 8
        }
    }

    private func grow(_ points: Span<Double>, steps: UInt, in header: inout MutableSpan<UInt64>) {
        let kind = definition.consolidation
        var cell = cells / 8
        for column in points.indices {
            let point = points[column]
            if point.isNaN {
                header[cell + RRDFormat.CellState.unknownSteps / 8] &+= UInt64(steps)
            } else {
                let valueAt = cell + RRDFormat.CellState.value / 8
                let value = Double(bitPattern: header[valueAt])
                header[valueAt] = kind.grown(value, by: point, steps: steps).bitPattern
            }
            cell += RRDFormat.cellState / 8
        }
    }

    private func endRow(_ points: Span<Double>, steps: UInt, lacking: UInt, in header: inout MutableSpan<UInt64>) {
        let kind = definition.consolidation
        let stepsPerRow = UInt64(definition.stepsPerRow)
        let tolerated = Double(stepsPerRow) * definition.maximumUnknown
        /// Steps of the next row that have ended already.
        let begun = (steps - lacking) % UInt(definition.stepsPerRow)
        var cell = cells / 8
        for column in points.indices {
            let point = points[column]
            let valueAt = cell + RRDFormat.CellState.value / 8
            let unknownAt = cell + RRDFormat.CellState.unknownSteps / 8
            let unknown = point.isNaN ? header[unknownAt] &+ UInt64(lacking) : header[unknownAt]
            header[cell + RRDFormat.CellState.secondary / 8] =
                (point.isNaN ? PrimaryPoints.unknown : point).bitPattern
            let primary: Double
            if Double(unknown) > tolerated {
                primary = PrimaryPoints.unknown
            } else {
                primary = kind.ended(
                    Double(bitPattern: header[valueAt]), with: point, steps: lacking, known: stepsPerRow &- unknown)
            }
            header[cell + RRDFormat.CellState.primary / 8] = primary.bitPattern
            header[valueAt] = kind.begun(with: point, steps: begun).bitPattern
            header[unknownAt] = point.isNaN ? UInt64(begun) : 0
            cell += RRDFormat.cellState / 8
        }
    }
}

extension Consolidation {
    /// An open row's value after more steps of the same known value.
    fileprivate func grown(_ value: Double, by point: Double, steps: UInt) -> Double {
        switch self {
        case .average: value.isNaN ? point * Double(steps) : value + point * Double(steps)
        case .min: value.isNaN || point < value ? point : value
        case .max: value.isNaN || point > value ? point : value
        case .last: point
        }
    }

    /// A row's value after its last steps.
    ///
    /// - `known`: how many of all its steps had a value.
    fileprivate func ended(_ value: Double, with point: Double, steps: UInt, known: UInt64) -> Double {
        switch self {
        case .average:
            return ((value.isNaN ? 0 : value) + (point.isNaN ? 0 : point) * Double(steps)) / Double(known)
        case .min:
            let value = value.isNaN ? .infinity : value
            return point < value ? point : value
        case .max:
            let value = value.isNaN ? -.infinity : value
            return point > value ? point : value
        case .last:
            return point
        }
    }

    /// A new row's value after its first steps, of which there may be none.
    fileprivate func begun(with point: Double, steps: UInt) -> Double {
        if steps > 0, !point.isNaN { return self == .average ? point * Double(steps) : point }
        return switch self {
        case .average: 0
        case .min: .infinity
        case .max: -.infinity
        case .last: PrimaryPoints.unknown
        }
    }
}
