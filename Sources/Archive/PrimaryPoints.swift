internal import CRRD

/// What updates make of a file's columns: one value for each step that has ended (RRDtool: primary data point, PDP).
///
/// The arithmetic and its order are those of librrd 1.7.2, so that the bytes are the same.
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
    /// The readings of one update times its seconds (RRDtool: pdp_new).
    private var amounts: [Double] = []
    /// What of them belongs to the step that was open.
    private var openAmounts: [Double] = []

    /// librrd's own, whose bits land in files.
    static let unknown = rrd_set_to_DNAN()

    mutating func removeAll() {
        closings.removeAll(keepingCapacity: true)
        values.removeAll(keepingCapacity: true)
    }

    /// Takes one update into the header's live head and columns' states.
    ///
    /// - Returns: whether it was newer than the header's last one; if not, nothing has changed.
    mutating func take(
        _ readings: Span<Double>, at time: UpdateBatch.Time, into header: inout MutableSpan<UInt64>,
        of layout: PlainLayout
    ) -> Bool {
        let live = layout.liveHead / 8
        let last = UpdateBatch.Time(Int(header[live]), microseconds: Int(header[live + 1]))
        guard (last.seconds, last.microseconds) < (time.seconds, time.microseconds) else { return false }
        let step = UInt(layout.step)
        var span = UpdateSpan(from: last, to: time, step: step)
        measure(readings, over: span.seconds, as: header.span)
        if span.steps == 0 {
            addAmounts(over: span.seconds, to: &header, of: layout)
        } else {
            let whole = span.seconds
            if let open = span.cutOpenStep(step: step) {
                splitAmounts(open.seconds, of: whole)
                close(open, openAmounts, into: &header, of: layout)
            }
            close(span, amounts, into: &header, of: layout)
        }
        header[live] = UInt64(time.seconds)
        header[live + 1] = UInt64(time.microseconds)
        return true
    }

    /// A reading is unknown where it came too late for the heartbeat, or lies outside the column's limits.
    private mutating func measure(_ readings: Span<Double>, over seconds: Double, as header: Span<UInt64>) {
        amounts.removeAll(keepingCapacity: true)
        var definition = RRDFormat.statHead / 8
        for column in readings.indices {
            let reading = readings[column]
            let heartbeat = Double(header[definition + RRDFormat.ColumnDefinition.heartbeat / 8])
            // A limit that is NaN is none.
            let minimum = Double(bitPattern: header[definition + RRDFormat.ColumnDefinition.minimum / 8])
            let maximum = Double(bitPattern: header[definition + RRDFormat.ColumnDefinition.maximum / 8])
            let isUnknown =
                ReadingText.isUnknown(reading) || heartbeat < seconds || reading > maximum || reading < minimum
            amounts.append(isUnknown ? Self.unknown : reading * seconds)
            definition += RRDFormat.columnDefinition / 8
        }
    }

    private mutating func splitAmounts(_ seconds: Double, of whole: Double) {
        openAmounts.removeAll(keepingCapacity: true)
        for column in amounts.indices {
            if amounts[column].isNaN {
                openAmounts.append(Self.unknown)
            } else {
                let share = amounts[column] * seconds / whole
                openAmounts.append(share)
                amounts[column] -= share
            }
        }
    }

    /// No step has ended: the open one grows.
    private func addAmounts(over seconds: Double, to header: inout MutableSpan<UInt64>, of layout: PlainLayout) {
        var state = layout.columnStates / 8
        for amount in amounts {
            let unknownAt = state + RRDFormat.ColumnState.unknownSeconds / 8
            let valueAt = state + RRDFormat.ColumnState.value / 8
            if amount.isNaN {
                header[unknownAt] = count(Double(header[unknownAt]) + seconds.rounded(.down))
            } else {
                let value = Double(bitPattern: header[valueAt])
                header[valueAt] = (value.isNaN ? amount : value + amount).bitPattern
            }
            state += RRDFormat.columnState / 8
        }
    }

    /// Ends the span's steps, and begins the next.
    private mutating func close(
        _ span: UpdateSpan, _ amounts: [Double], into header: inout MutableSpan<UInt64>, of layout: PlainLayout
    ) {
        let halfStep = Double(layout.step) / 2
        let seconds = UInt64(span.steps) &* UInt64(layout.step)
        let unknownAfter = count(span.secondsAfter.rounded(.down))
        var state = layout.columnStates / 8
        var definition = RRDFormat.statHead / 8
        for amount in amounts {
            let unknownAt = state + RRDFormat.ColumnState.unknownSeconds / 8
            let valueAt = state + RRDFormat.ColumnState.value / 8
            let heartbeat = Double(header[definition + RRDFormat.ColumnDefinition.heartbeat / 8])
            let unknown = header[unknownAt]
            var value = Double(bitPattern: header[valueAt])
            if !amount.isNaN { value = (value.isNaN ? 0 : value) + amount / span.seconds * span.secondsBefore }
            // librrd compares an int.
            if span.seconds > heartbeat || halfStep < Double(Int32(truncatingIfNeeded: unknown)) {
                values.append(Self.unknown)
            } else {
                values.append(
                    value / (Double(seconds &- unknown) - (amount.isNaN ? span.secondsBefore : 0)))
            }
            header[unknownAt] = amount.isNaN ? unknownAfter : 0
            header[valueAt] =
                (amount.isNaN ? Self.unknown : amount / span.seconds * span.secondsAfter).bitPattern
            state += RRDFormat.columnState / 8
            definition += RRDFormat.columnDefinition / 8
        }
        closings.append(Closing(steps: span.steps, before: span.stepsBefore))
    }

    /// A whole number that is not negative; what no counter holds stays at the end of its range.
    private func count(_ number: Double) -> UInt64 {
        number < 0x1p63 ? UInt64(Swift.max(0, number)) : 1 << 63
    }
}
