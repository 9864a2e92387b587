import Dispatch
import Foundation

/// What time it is.
struct ArchiveClocks: Sendable {
    /// Seconds since 1970.
    let wall: @Sendable () -> Int
    /// Nanoseconds that never go back.
    let monotonic: @Sendable () -> Deadlines.Moment

    static let system = ArchiveClocks(wall: { time(nil) })

    init(
        wall: @escaping @Sendable () -> Int,
        monotonic: @escaping @Sendable () -> Deadlines.Moment = { DispatchTime.now().uptimeNanoseconds }
    ) {
        self.wall = wall
        self.monotonic = monotonic
    }
}
