/// Consolidates the rows of one series into the archive's steps, as RRDtool does with a GAUGE: the mean over the part of
/// the step that is known, or unknown where that is less than half.
///
/// The last few steps are kept, so that rows of a host that sends seldom still find theirs.
package struct StepWindow: Sendable {
    private struct Slot {
        /// When the step ends, in seconds; a multiple of the step.
        var end: Int64
        /// Of what is known; exactly the value where that does not change.
        var means: [Double]
        /// Seconds that are known, per field.
        var known: [Double]
    }

    private let step: Int64
    private var slots: [Slot] = []
    /// The last row: its end, its length and its values.
    private var last: (end: Int64, length: Int64, values: [Double])?

    private static let depth = 4

    /// A window that knows nothing yet; the step is in seconds.
    package init(step: Int) { self.step = Int64(step) }

    /// Adds a row about the time after `start`, up to and including `end`, in seconds since 1970; NaN where unknown.
    package mutating func add(start: Int64, end: Int64, values: [Double]) {
        guard end > start else { return }
        last = (end, end - start, values)
        let newest = (end + step - 1) / step * step
        var slotEnd = max((start / step + 1) * step, newest - Int64(Self.depth - 1) * step)
        while slotEnd <= newest {
            let covered = min(end, slotEnd) - max(start, slotEnd - step)
            if covered > 0 { add(Double(covered), of: values, toStepEndingAt: slotEnd) }
            slotEnd += step
        }
    }

    /// The value of each field in the step that ends at a moment; nil if nothing is known of it.
    ///
    /// The last row of a host or subject that is slower than the step holds for its length and a half after its end.
    package func values(forStepEndingAt end: Int64) -> [Double]? {
        if let slot = slots.first(where: { $0.end == end }) {
            let values = zip(slot.means, slot.known).map { mean, known in
                known * 2 >= Double(step) ? mean : .nan
            }
            if values.contains(where: { !$0.isNaN }) { return values }
        }
        guard let last, last.length > step, last.end < end, (end - last.end) * 2 <= last.length * 3 else { return nil }
        return last.values
    }

    private mutating func add(_ seconds: Double, of values: [Double], toStepEndingAt end: Int64) {
        let index: Int
        if let found = slots.firstIndex(where: { $0.end == end }) {
            index = found
        } else {
            if slots.count >= Self.depth, let oldest = slots.indices.min(by: { slots[$0].end < slots[$1].end }) {
                guard slots[oldest].end < end else { return }
                slots.remove(at: oldest)
            }
            index = slots.count
            let zeros = Array(repeating: 0.0, count: values.count)
            slots.append(Slot(end: end, means: zeros, known: zeros))
        }
        guard slots[index].means.count == values.count else { return }
        for (field, value) in values.enumerated() where !value.isNaN {
            slots[index].known[field] += seconds
            let share = seconds / slots[index].known[field]
            slots[index].means[field] += (value - slots[index].means[field]) * share
        }
    }
}
