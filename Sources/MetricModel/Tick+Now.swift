import Glibc

extension Tick {
    /// This moment by the wall clock and by the monotonic one.
    ///
    /// Only the outermost loops ask; everything else is told.
    package static func now() -> Tick {
        var wall = timespec()
        var monotonic = timespec()
        clock_gettime(CLOCK_MONOTONIC, &monotonic)
        clock_gettime(CLOCK_REALTIME, &wall)
        return Tick(
            wall: Timestamp(milliseconds: Int64(wall.tv_sec) * 1000 + Int64(wall.tv_nsec) / 1_000_000),
            monotonic: UInt64(monotonic.tv_sec) * 1_000_000_000 + UInt64(monotonic.tv_nsec))
    }
}
