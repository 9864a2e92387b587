/// A moment of the wall clock, in milliseconds since 1970 UTC.
package struct Timestamp: Hashable, Sendable, Comparable, Codable {
    package var milliseconds: Int64

    package init(milliseconds: Int64) { self.milliseconds = milliseconds }

    package init(seconds: Int64) { milliseconds = seconds * 1000 }

    /// Whole seconds since 1970, rounded down.
    package var seconds: Int64 { milliseconds >= 0 ? milliseconds / 1000 : (milliseconds - 999) / 1000 }

    package static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }

    package static func + (moment: Self, milliseconds: Int64) -> Self {
        Timestamp(milliseconds: moment.milliseconds + milliseconds)
    }

    /// Milliseconds from the right moment to the left one.
    package static func - (left: Self, right: Self) -> Int64 { left.milliseconds - right.milliseconds }
}

/// One moment by both clocks: what it was called, and when it truly was.
package struct Tick: Hashable, Sendable {
    /// By the wall clock, which people set.
    package var wall: Timestamp
    /// By the monotonic clock, in nanoseconds since an unknown moment; only differences mean anything.
    package var monotonic: UInt64

    package init(wall: Timestamp, monotonic: UInt64) {
        self.wall = wall
        self.monotonic = monotonic
    }

    /// Seconds of true time since an earlier tick.
    package func seconds(since earlier: Tick) -> Double {
        monotonic > earlier.monotonic ? Double(monotonic - earlier.monotonic) / 1e9 : 0
    }
}
