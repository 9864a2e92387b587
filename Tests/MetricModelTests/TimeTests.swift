import MetricModel
import Testing

@Suite("Moments")
struct TimeTests {
    @Test(
        "are rounded down to seconds, before 1970 too",
        arguments: [
            (0, 0), (999, 0), (1000, 1), (1999, 1), (-1, -1), (-1000, -1), (-1001, -2),
        ])
    func seconds(milliseconds: Int64, seconds: Int64) {
        #expect(Timestamp(milliseconds: milliseconds).seconds == seconds)
    }

    @Test(
        "lie as far apart as the monotonic clock says, and never less than nothing",
        arguments: [
            (5_000_000_000, 20_000_000_000, 15.0), (5_000_000_000, 5_000_000_000, 0), (5_000_000_000, 4_000_000_000, 0),
            (0, 1, 1e-9),
        ] as [(UInt64, UInt64, Double)])
    func apart(earlier: UInt64, later: UInt64, seconds: Double) {
        // The wall clock was set back meanwhile.
        let first = Tick(wall: Timestamp(seconds: 1000), monotonic: earlier)
        let second = Tick(wall: Timestamp(seconds: 10), monotonic: later)
        #expect(second.seconds(since: first) == seconds)
    }
}
