/// The time from a file's last update to the next, cut where the last step ended that ended in it.
struct UpdateSpan {
    /// RRDtool: interval.
    private(set) var seconds: Double
    /// Up to the end of the last step that ended; all of them where none did (RRDtool: pre_int).
    private(set) var secondsBefore: Double
    /// Since then (RRDtool: post_int).
    let secondsAfter: Double
    /// Steps that ended (RRDtool: elapsed_pdp_st).
    private(set) var steps: UInt
    /// Steps that had ended since 1970 (RRDtool: proc_pdp_cnt).
    private(set) var stepsBefore: UInt

    /// - `next`: after `last`.
    /// - `step`: seconds.
    init(from last: UpdateBatch.Time, to next: UpdateBatch.Time, step: UInt) {
        seconds = Double(next.seconds - last.seconds) + Double(next.microseconds - last.microseconds) / 1e6
        let open = UInt(last.seconds) - UInt(last.seconds) % step
        let age = UInt(next.seconds) % step
        let ended = UInt(next.seconds) - age
        if ended > open {
            secondsBefore = Double(Int(ended) - last.seconds) - Double(last.microseconds) / 1e6
            secondsAfter = Double(age) + Double(next.microseconds) / 1e6
        } else {
            secondsBefore = seconds
            secondsAfter = 0
        }
        steps = (ended - open) / step
        stepsBefore = open / step
    }

    private init(closing seconds: UInt, stepsBefore: UInt) {
        self.seconds = Double(seconds)
        secondsBefore = Double(seconds)
        secondsAfter = 0
        steps = 1
        self.stepsBefore = stepsBefore
    }

    /// Cuts off the rest of the step that was open: where several steps end, librrd closes that one by itself.
    ///
    /// Nil where one step ended, or none was open.
    mutating func cutOpenStep(step: UInt) -> UpdateSpan? {
        let rest = UInt(secondsBefore) % step
        guard steps > 1, rest > 0 else { return nil }
        let open = UpdateSpan(closing: rest, stepsBefore: stepsBefore)
        seconds -= Double(rest)
        secondsBefore -= Double(rest)
        steps -= 1
        stepsBefore += 1
        return open
    }
}
