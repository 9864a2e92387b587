internal import CRRD

/// What updates make of a file's columns: one value for each step that has ended (RRDtool: primary data point, PDP).
///
/// The columns' states lie side by side while updates are taken into them, and some hundred bytes apart in the file. The arithmetic and its order are those of librrd 1.7.2, so that the bytes are the same.
struct PrimaryPoints {
    /// Steps that ended at once, with one value a column for all of them.
    struct Closing {
        let steps: UInt
        /// How many steps had ended since 1970.
        let before: UInt
    }

    private(set) var closings: [Closing] = []
    /// For each closing, a value a column.
    private(set) var values: [Double] = []
    private var step: UInt = 1
    /// The newest update.
    private var last = UpdateBatch.Time(0)
    private var columns = Columns()
    /// The readings of one update times its seconds (RRDtool: pdp_new).
    private var amounts: [Double] = []
    /// What of them belongs to the step that was open.
    private var openAmounts: [Double] = []
    /// The values of steps that end now.
    private var closed: [Double] = []

    /// librrd's own, whose bits land in files.
    static let unknown = rrd_set_to_DNAN()

    /// Begins anew, with what a header says.
    mutating func begin(_ layout: PlainLayout, in header: Span<UInt64>) {
        closings.removeAll(keepingCapacity: true)
        values.removeAll(keepingCapacity: true)
        step = UInt(layout.step)
        let live = layout.liveHead / 8
        last = UpdateBatch.Time(Int(header[live]), microseconds: Int(header[live + 1]))
        columns.begin(layout, in: header)
        amounts.fit(layout.columns)
        openAmounts.fit(layout.columns)
        closed.fit(layout.columns)
    }

    /// Puts the time and the columns' states back.
    func end(_ layout: PlainLayout, in header: inout MutableSpan<UInt64>) {
        let live = layout.liveHead / 8
        header[live] = UInt64(last.seconds)
        header[live + 1] = UInt64(last.microseconds)
        columns.end(layout, in: &header)
    }

    /// Takes one update.
    ///
    /// - Returns: whether it was newer than the last one; if not, nothing has changed.
    mutating func take(_ readings: Span<Double>, at time: UpdateBatch.Time) -> Bool {
        guard (last.seconds, last.microseconds) < (time.seconds, time.microseconds) else { return false }
        var span = UpdateSpan(from: last, to: time, step: step)
        columns.measure(readings, over: span.seconds, to: &amounts)
        if span.steps == 0 {
            columns.grow(by: amounts, over: span.seconds)
        } else {
            let whole = span.seconds
            if let open = span.cutOpenStep(step: step) {
                splitAmounts(open.seconds, of: whole)
                columns.close(open, openAmounts, to: &closed, step: step)
                append(open)
            }
            columns.close(span, amounts, to: &closed, step: step)
            append(span)
        }
        last = time
        return true
    }

    private mutating func splitAmounts(_ seconds: Double, of whole: Double) {
        for column in amounts.indices {
            if amounts[column].isNaN {
                openAmounts[column] = Self.unknown
            } else {
                let share = amounts[column] * seconds / whole
                openAmounts[column] = share
                amounts[column] -= share
            }
        }
    }

    private mutating func append(_ span: UpdateSpan) {
        values += closed
        closings.append(Closing(steps: span.steps, before: span.stepsBefore))
    }
}

/// What a header says of each column.
private struct Columns {
    /// Seconds.
    private(set) var heartbeats: [Double] = []
    /// NaN for none.
    private(set) var minima: [Double] = []
    private(set) var maxima: [Double] = []
    /// Of the open step: the sum of its amounts, NaN where there is none, and its seconds without a value.
    private var open: [Double] = []
    private var unknown: [UInt64] = []

    mutating func begin(_ layout: PlainLayout, in header: Span<UInt64>) {
        let count = layout.columns
        heartbeats.fit(count)
        minima.fit(count)
        maxima.fit(count)
        open.fit(count)
        unknown.fit(count)
        var definition = RRDFormat.statHead / 8
        var state = layout.columnStates / 8
        for column in 0..<count {
            heartbeats[column] = Double(header[definition + RRDFormat.ColumnDefinition.heartbeat / 8])
            minima[column] = Double(bitPattern: header[definition + RRDFormat.ColumnDefinition.minimum / 8])
            maxima[column] = Double(bitPattern: header[definition + RRDFormat.ColumnDefinition.maximum / 8])
            open[column] = Double(bitPattern: header[state + RRDFormat.ColumnState.value / 8])
            unknown[column] = header[state + RRDFormat.ColumnState.unknownSeconds / 8]
            definition += RRDFormat.columnDefinition / 8
            state += RRDFormat.columnState / 8
        }
    }

    func end(_ layout: PlainLayout, in header: inout MutableSpan<UInt64>) {
        var state = layout.columnStates / 8
        for column in open.indices {
            header[state + RRDFormat.ColumnState.value / 8] = open[column].bitPattern
            header[state + RRDFormat.ColumnState.unknownSeconds / 8] = unknown[column]
            state += RRDFormat.columnState / 8
        }
    }

    /// A reading is unknown where it came too late for the heartbeat, or lies outside the column's limits.
    func measure(_ readings: Span<Double>, over seconds: Double, to amounts: inout [Double]) {
        let none = PrimaryPoints.unknown
        for column in readings.indices {
            let reading = readings[column]
            // A limit that is NaN is none.
            let isUnknown =
                ReadingText.isUnknown(reading) || heartbeats[column] < seconds || reading > maxima[column]
                || reading < minima[column]
            amounts[column] = isUnknown ? none : reading * seconds
        }
    }

    /// No step has ended: the open one grows.
    mutating func grow(by amounts: [Double], over seconds: Double) {
        for column in amounts.indices {
            if amounts[column].isNaN {
                unknown[column] = UInt64(clampingCount: Double(unknown[column]) + seconds.rounded(.down))
            } else {
                open[column] = open[column].isNaN ? amounts[column] : open[column] + amounts[column]
            }
        }
    }

    /// Ends the span's steps, and begins the next.
    mutating func close(_ span: UpdateSpan, _ amounts: [Double], to closed: inout [Double], step: UInt) {
        let none = PrimaryPoints.unknown
        let halfStep = Double(step) / 2
        let seconds = UInt64(span.steps) &* UInt64(step)
        let unknownAfter = UInt64(clampingCount: span.secondsAfter.rounded(.down))
        for column in amounts.indices {
            let amount = amounts[column]
            var value = open[column]
            if !amount.isNaN { value = (value.isNaN ? 0 : value) + amount / span.seconds * span.secondsBefore }
            // librrd compares an int.
            let isUnknown =
                span.seconds > heartbeats[column]
                || halfStep < Double(Int32(truncatingIfNeeded: unknown[column]))
            closed[column] =
                isUnknown
                ? none : value / (Double(seconds &- unknown[column]) - (amount.isNaN ? span.secondsBefore : 0))
            unknown[column] = amount.isNaN ? unknownAfter : 0
            open[column] = amount.isNaN ? none : amount / span.seconds * span.secondsAfter
        }
    }
}

extension UInt64 {
    /// A whole number that is not negative; what no counter holds stays at the end of its range.
    fileprivate init(clampingCount number: Double) {
        self = number < 0x1p63 ? UInt64(Swift.max(0, number)) : 1 << 63
    }
}
