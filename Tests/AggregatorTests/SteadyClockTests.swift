import Aggregator
import MetricModel
import Testing

@Suite("A steadied clock")
struct SteadyClockTests {
    /// What a machine's clocks say, by what happens to it.
    private struct Machine {
        var wall: Int64 = 1_700_000_000_000
        var elapsed: UInt64 = 5_000_000_000
        var monotonic: UInt64 = 4_000_000_000

        var reading: SteadyClock.Reading {
            SteadyClock.Reading(
                tick: Tick(wall: Timestamp(milliseconds: wall), monotonic: monotonic), elapsed: elapsed)
        }

        mutating func wait(_ seconds: Int64) {
            sleep(seconds)
            monotonic += UInt64(seconds) * 1_000_000_000
        }

        /// As a laptop with its lid closed.
        mutating func sleep(_ seconds: Int64) {
            wall += seconds * 1000
            elapsed += UInt64(seconds) * 1_000_000_000
        }

        mutating func leap(_ seconds: Int64) { wall += seconds * 1000 }
    }

    private enum Deed {
        case wait(Int64)
        case sleep(Int64)
        case leap(Int64)
    }

    /// Tells what is told after each second, and by how many seconds the clock differs from the wall clock at the end.
    private func play(_ deeds: [Deed]) -> (events: [SteadyClock.Event], behind: Int64) {
        var machine = Machine()
        var clock = SteadyClock(machine.reading)
        var events: [SteadyClock.Event] = []
        var now = clock.now(machine.reading).tick
        for deed in deeds {
            switch deed {
            case .wait(let seconds):
                for _ in 0..<seconds {
                    machine.wait(1)
                    let (tick, event) = clock.now(machine.reading)
                    if let event { events.append(event) }
                    now = tick
                    #expect(now.monotonic == machine.monotonic)
                }
            case .sleep(let seconds): machine.sleep(seconds)
            case .leap(let seconds): machine.leap(seconds)
            }
        }
        return (events, (machine.wall - now.wall.milliseconds) / 1000)
    }

    private static let week: Int64 = 604_800
    private static let ahead = SteadyClock.Event.leapt(seconds: 604_800)

    @Test(
        "follows what is small and what stays, and keeps the old time meanwhile",
        arguments: [
            ([.wait(100)], [], 0),
            // Small steps, both ways, however many.
            ([.leap(60), .wait(1), .leap(60), .wait(1), .leap(-60), .wait(1)], [], 0),
            // Asleep for a night.
            ([.wait(10), .sleep(36_000), .wait(10)], [], 0),
            // Ahead, and back in time.
            ([.leap(week), .wait(600)], [ahead], week),
            ([.leap(week), .wait(600), .leap(-week), .wait(10)], [ahead, .wentBack], 0),
            ([.leap(week), .wait(600), .leap(-week + 3), .wait(10)], [ahead, .wentBack], 0),
            ([.leap(61), .wait(1)], [.leapt(seconds: 61)], 61),
            // Ahead for good.
            ([.leap(week), .wait(900)], [ahead], week),
            ([.leap(week), .wait(901)], [ahead, .believed(seconds: 604_800)], 0),
            // Back.
            ([.leap(-7200), .wait(600)], [.leapt(seconds: -7200)], -7200),
            ([.leap(-7200), .wait(901)], [.leapt(seconds: -7200), .believed(seconds: -7200)], 0),
            ([.leap(-7200), .wait(9), .leap(7200), .wait(1)], [.leapt(seconds: -7200), .wentBack], 0),
            // One after the other: each has to stay.
            ([.leap(week), .wait(800), .leap(week), .wait(800)], [ahead, .leapt(seconds: 1_209_600)], 2 * week),
            (
                [.leap(week), .wait(800), .leap(week), .wait(901)],
                [ahead, .leapt(seconds: 1_209_600), .believed(seconds: 1_209_600)], 0
            ),
            (
                [.leap(week), .wait(9), .leap(-week), .wait(9), .leap(week), .wait(9), .leap(-week), .wait(9)],
                [ahead, .wentBack, ahead, .wentBack], 0
            ),
            // Slewed while it is held: the same leap.
            (
                [.leap(week), .wait(450), .leap(2), .wait(451)], [ahead, .believed(seconds: 604_802)], 0
            ),
            // The night counts: nobody took it back.
            ([.leap(week), .wait(1), .sleep(36_000), .wait(1)], [ahead, .believed(seconds: 604_800)], 0),
        ] as [([Deed], [SteadyClock.Event], Int64)])
    private func story(deeds: [Deed], events: [SteadyClock.Event], behind: Int64) {
        let played = play(deeds)
        #expect(played.events == events)
        #expect(played.behind == behind)
    }

    @Test("never leaps itself while a leap is held")
    func goesOn() {
        var machine = Machine()
        var clock = SteadyClock(machine.reading)
        var last = clock.now(machine.reading).tick.wall
        machine.leap(-Self.week)
        for _ in 0..<900 {
            machine.wait(1)
            let now = clock.now(machine.reading).tick.wall
            #expect(now - last == 1000)
            last = now
        }
        #expect(clock.leap?.seconds == -604_800)
    }

    @Test(
        "tells in one sentence",
        arguments: [
            (.leapt(seconds: 604_800), "it is 604800.0 s ahead of the time that was kept"),
            (.leapt(seconds: -90.04), "it is 90.0 s behind the time that was kept"),
            (.believed(seconds: 604_800), "plexus archive rewind"),
            (.wentBack, "no trace"),
        ] as [(SteadyClock.Event, String)])
    func text(event: SteadyClock.Event, part: String) { #expect("\(event)".contains(part)) }
}
