import Agent
import MetricModel
import Testing

@Suite("The schedule")
struct ScheduleTests {
    /// The seconds at which reports are due when time passes so.
    private static func reports(_ schedule: inout Schedule, _ moments: some Sequence<Timestamp>) -> [Int64] {
        moments.filter { schedule.isReportDue($0) }.map(\.seconds)
    }

    private static func seconds(_ range: Range<Int64>) -> [Timestamp] { range.map { Timestamp(seconds: $0) } }

    @Test(
        "reports at whole multiples of the interval, wherever it begins",
        arguments: [
            (1, 1000, [1001, 1002, 1003, 1004]), (2, 1001, [1002, 1004]), (5, 1001, [1005, 1010]),
            (15, 1001, [1005, 1020]), (15, 1005, [1020, 1035]), (60, 1001, [1020, 1080]), (7, 1000, [1001, 1008]),
        ] as [(Int, Int64, [Int64])])
    func aligned(interval: Int, start: Int64, expected: [Int64]) {
        var schedule = Schedule(interval: interval, delay: 0, at: Timestamp(seconds: start))
        let due = Self.reports(&schedule, Self.seconds(start..<(expected.last ?? start) + 1))
        #expect(due == expected)
    }

    @Test("does not drift over a day, though every tick is late", arguments: [1, 15, 20, 3600])
    func noDrift(interval: Int) {
        let start = Timestamp(seconds: 1_700_006_400)
        var schedule = Schedule(interval: interval, delay: 0, at: start)
        var now = start
        var due: [Int64] = []
        var ticks = 0
        while now.seconds < start.seconds + 86_400 {
            // 1 to 40 ms pass until the agent runs, and it works for a while.
            now = schedule.nextSecond(after: now) + Int64(1 + ticks * 7 % 40)
            let isNew = [now, now + 900].map { schedule.isNewSecond($0) }
            #expect(isNew == [true, false])
            if schedule.isReportDue(now) { due.append(now.seconds) }
            ticks += 1
        }
        #expect(ticks == 86_400)
        #expect(due.count == 86_400 / interval)
        #expect(due.allSatisfy { $0 % Int64(interval) == 0 })
    }

    @Test(
        "skips a first interval of less than a second",
        arguments: [
            (14_000, [15, 30]), (14_001, [30]), (14_999, [30]), (15_000, [30]), (13_999, [15, 30]),
        ] as [(Int64, [Int64])])
    func first(start: Int64, expected: [Int64]) {
        let start = Timestamp(milliseconds: start)
        var schedule = Schedule(interval: 15, delay: 0, at: start)
        #expect(Self.reports(&schedule, Self.seconds(start.seconds + 1..<31)) == expected)
    }

    @Test(
        "goes on at once after the clock was set",
        arguments: [
            // Back by an hour, forward by an hour, back within an interval, to 1970.
            (
                [1_700_006_415, 1_700_002_816, 1_700_002_829, 1_700_002_830],
                [1_700_006_415, 1_700_002_816, 1_700_002_830]
            ),
            (
                [1_700_006_415, 1_700_010_001, 1_700_010_014, 1_700_010_015],
                [1_700_006_415, 1_700_010_001, 1_700_010_015]
            ),
            ([1_700_006_425, 1_700_006_417, 1_700_006_430], [1_700_006_425, 1_700_006_430]),
            ([1_700_006_415, 0, 14, 15], [1_700_006_415, 0, 15]),
        ] as [([Int64], [Int64])])
    func clockSet(moments: [Int64], expected: [Int64]) {
        var schedule = Schedule(interval: 15, delay: 0, at: Timestamp(seconds: 1_700_006_401))
        #expect(Self.reports(&schedule, moments.map { Timestamp(seconds: $0) }) == expected)
        let isNew = [5, 4, 4, 9].map { schedule.isNewSecond(Timestamp(seconds: $0)) }
        #expect(isNew == [true, true, false, true])
    }

    @Test(
        "spreads sending over less than 80 % of the interval, and over no more than 16 s",
        arguments: [
            (1, 800), (15, 12_000), (20, 16_000), (60, 16_000), (3600, 16_000),
        ] as [(Int, Int64)])
    func delays(interval: Int, limit: Int64) {
        let delays = (0..<1000 as Range<UInt64>).map { host in
            Schedule.delay(hash: host &* 0x9E37_79B9_7F4A_7C15, interval: interval)
        }
        #expect(delays.allSatisfy { (0..<limit).contains($0) })
        // In every tenth of the time there are some of a thousand hosts.
        #expect(Set(delays.map { $0 * 10 / limit }).count == 10)
        #expect(Schedule.delay(hash: .max, interval: interval) < limit)
    }
}
