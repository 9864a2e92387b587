/// Tells a sender's new datagrams from repeated ones, and counts those that never came.
package struct SequenceWindow: Sendable, Equatable {
    package enum Verdict: Sendable, Equatable {
        case new
        case duplicate
        /// Too old to tell whether it came before.
        case late
    }

    /// The highest number so far, as far as numbers that wrap have one; nil before the first.
    package private(set) var highest: UInt32?
    /// Bit *n* stands for the number *n* below the highest.
    private var seen: UInt64 = 0
    /// The numbers in the same places that were counted as lost: what came before the first was not, since nobody
    /// listened.
    private var missed: UInt64 = 0
    /// Numbers that have been passed over and have not come since.
    package private(set) var lost: UInt64 = 0

    package init() {}

    /// Notes a datagram's number, and answers whether the datagram is to be taken in.
    package mutating func hear(_ sequence: UInt32) -> Verdict {
        guard let highest else {
            self.highest = sequence
            seen = 1
            return .new
        }
        let ahead = Int32(bitPattern: sequence &- highest)
        if ahead > 0 {
            // Shifting by 64 and more leaves nothing, as it should.
            seen = seen << UInt64(ahead) | 1
            let passedOver: UInt64 = ahead < 64 ? (1 << UInt64(ahead)) - 2 : .max - 1
            missed = missed << UInt64(ahead) | passedOver
            lost += UInt64(ahead - 1)
            self.highest = sequence
            return .new
        }
        guard ahead > -64 else { return .late }
        let bit: UInt64 = 1 << UInt64(-ahead)
        guard seen & bit == 0 else { return .duplicate }
        seen |= bit
        if missed & bit != 0 {
            missed &= ~bit
            lost -= 1
        }
        return .new
    }
}
