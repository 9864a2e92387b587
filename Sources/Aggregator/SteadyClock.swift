import Foundation
package import MetricModel

/// The time that dates values: the wall clock's, but for its leaps.
///
/// Small differences are followed at once. After a leap of more than ``tolerance``, ahead or back, the old time is kept and
/// goes on by the elapsed clock: if the wall clock comes back, nothing has happened; if it stays where it is for
/// ``patience``, it is believed. A wrong belief closes files to as much history as the leap is long.
package struct SteadyClock: Sendable, Equatable {
    /// What the machine's clocks say at one moment.
    package struct Reading: Sendable, Equatable {
        /// By the wall clock, whatever it says, and by the monotonic one.
        package let tick: Tick
        /// Nanoseconds since the machine's start, its sleep included.
        package let elapsed: UInt64

        package init(tick: Tick, elapsed: UInt64) {
            self.tick = tick
            self.elapsed = elapsed
        }

        /// Asks the machine.
        ///
        /// CLOCK_BOOTTIME goes on while it sleeps, as the wall clock does, so that waking is no leap. CLOCK_MONOTONIC stands
        /// still: of a host that nobody could hear meanwhile, no silence is counted.
        package static func now() -> Reading {
            var elapsed = timespec()
            clock_gettime(CLOCK_BOOTTIME, &elapsed)
            return Reading(
                tick: Tick.now(), elapsed: UInt64(elapsed.tv_sec) * 1_000_000_000 + UInt64(elapsed.tv_nsec))
        }
    }

    /// A leap that is not believed yet.
    package struct Leap: Sendable, Equatable {
        /// How far the wall clock is ahead of the time that is kept; negative if behind.
        package fileprivate(set) var milliseconds: Int64
        /// When it came there, by the elapsed clock.
        fileprivate var since: UInt64

        package var seconds: Double { Double(milliseconds) / 1000 }
    }

    /// What a person would want to know; each told once.
    package enum Event: Sendable, Equatable {
        /// The wall clock is so far ahead, or behind if negative; it is not followed.
        case leapt(seconds: Double)
        /// It stayed there, and is followed.
        case believed(seconds: Double)
        case wentBack
    }

    /// In milliseconds: far more than what NTP corrects in its ordinary work, and only a few steps of an archive.
    package static let tolerance: Int64 = 60_000
    /// In nanoseconds: a quarter of an hour, as rows may wait for their files.
    package static let patience: UInt64 = 900_000_000_000

    /// The time that is kept is so many milliseconds ahead of the elapsed clock.
    private var offset: Int64
    /// nil while the wall clock is followed.
    package private(set) var leap: Leap?

    /// Believes the first reading: there is nothing to compare it with.
    package init(_ first: Reading) { offset = first.offset }

    /// The moment of a reading, which must not be older than the last one, and what there is to tell.
    package mutating func now(_ reading: Reading) -> (tick: Tick, event: Event?) {
        let event = follow(reading)
        let wall = Timestamp(milliseconds: reading.elapsedMilliseconds + offset)
        return (Tick(wall: wall, monotonic: reading.tick.monotonic), event)
    }

    private mutating func follow(_ reading: Reading) -> Event? {
        let ahead = reading.offset - offset
        guard ahead.magnitude > Self.tolerance.magnitude else {
            defer { leap = nil }
            offset = reading.offset
            return leap == nil ? nil : .wentBack
        }
        guard var held = leap else {
            leap = Leap(milliseconds: ahead, since: reading.elapsed)
            return .leapt(seconds: Double(ahead) / 1000)
        }
        // Only what has stood for long enough is believed: another leap is another claim.
        let isAnother = (ahead - held.milliseconds).magnitude > Self.tolerance.magnitude
        if isAnother { held.since = reading.elapsed }
        held.milliseconds = ahead
        guard reading.elapsed >= held.since + Self.patience else {
            leap = held
            return isAnother ? .leapt(seconds: held.seconds) : nil
        }
        leap = nil
        offset = reading.offset
        return .believed(seconds: held.seconds)
    }
}

extension SteadyClock.Reading {
    fileprivate var elapsedMilliseconds: Int64 { Int64(elapsed / 1_000_000) }
    fileprivate var offset: Int64 { tick.wall.milliseconds - elapsedMilliseconds }
}

extension SteadyClock.Event: CustomStringConvertible {
    package var description: String {
        switch self {
        case .leapt(let seconds):
            "the clock of this machine leapt: it is \(Self.distance(seconds)) the time that was kept. "
                + "Values are dated by the old time until it comes back, or has stayed for 15 minutes"
        case .believed(let seconds):
            "the clock of this machine has stayed \(Self.distance(seconds)) the time that was kept for 15 minutes: "
                + "values are dated by it from now on; if it is wrong: plexus archive rewind"
        case .wentBack: "the clock of this machine came back: its leap left no trace in any file"
        }
    }

    private static func distance(_ seconds: Double) -> String {
        "\((seconds.magnitude * 10).rounded() / 10) s \(seconds > 0 ? "ahead of" : "behind")"
    }
}
