/// Interrupts and the work that they put off, of all cores since the start: the rows `intr` and `softirq` of
/// `/proc/stat`.
///
/// The types are in the order of the row, which every kernel since 2.6.31 has.
package enum InterruptKey: String, NumberKey {
    /// Hardware interrupts of all lines: the first number of `intr`.
    case hardware
    case softirq, hi, timer, netTx, netRx, block, irqPoll, tasklet, sched, hrtimer, rcu

    package static let file: StaticString = "stat"
}

package typealias InterruptTotals = Numbers<InterruptKey>

extension InterruptTotals {
    /// Takes the first number of the row `intr`, which may hold thousands.
    mutating func takeHardware(_ fields: inout Fields, in bytes: Span<UInt8>) throws(ProcfsError) {
        set(try fields.unsigned(in: bytes, "interrupts"), at: 0)
    }

    /// Takes the numbers of the row `softirq`; types that the row lacks stay unknown.
    mutating func takeSoftirqs(_ fields: inout Fields, in bytes: Span<UInt8>) throws(ProcfsError) {
        set(try fields.unsigned(in: bytes, "softirqs"), at: 1)
        for slot in 2..<values.count { set(try fields.unsignedIfPresent(in: bytes, "softirqs of a type"), at: slot) }
    }
}
