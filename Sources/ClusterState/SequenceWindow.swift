/// Tells a sender's new datagrams from repeated ones, and counts those that never came.
package struct SequenceWindow: Sendable, Equatable {
    package enum Verdict: Sendable, Equatable {
        case new
        case duplicate
        /// Too old to tell whether it came before.
        case late
    }

    /// The highest number so far; nil before the first.
    private var highest: UInt32?
    /// Bit *n* stands for the number *n* below the highest.
    private var seen: UInt64 = 0
    /// Numbers that have been passed over and have not come since.
    package private(set) var lost: UInt64 = 0

    package init() {}

    package mutating func hear(_ sequence: UInt32) -> Verdict {
        guard let highest else {
            self.highest = sequence
            // What came before the first that was heard was not lost: nobody listened.
            seen = .max
            return .new
        }
        let ahead = Int32(bitPattern: sequence &- highest)
        if ahead > 0 {
            seen = ahead < 64 ? seen << UInt64(ahead) | 1 : 1
            lost += UInt64(ahead - 1)
            self.highest = sequence
            return .new
        }
        guard ahead > -64 else { return .late }
        let bit: UInt64 = 1 << UInt64(-ahead)
        guard seen & bit == 0 else { return .duplicate }
        seen |= bit
        if lost > 0 { lost -= 1 }
        return .new
    }
}
