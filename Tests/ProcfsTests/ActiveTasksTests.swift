import Procfs
import TestKit
import Testing

/// A kernel's one-minute average, as `kernel/sched/loadavg.c` computes it and `/proc/loadavg` shows it.
private struct SimulatedKernel {
    /// Nanoseconds between two samplings: 5 s and one tick of the timer.
    let period: UInt64
    /// As kernels before 4.6 do; later ones round up while the load rises, else down.
    let roundsToNearest: Bool
    var average: UInt64 = 0
    private var next: UInt64 = 0
    /// What was counted at the last sampling.
    private(set) var counted: UInt64?
    /// What was counted at the last sampling that changed the decimals, and when that was.
    private(set) var visible: (count: UInt64, at: UInt64)?

    init(hertz: UInt64, roundsToNearest: Bool = false) {
        period = 5_000_000_000 + 1_000_000_000 / hertz
        self.roundsToNearest = roundsToNearest
        next = period
    }

    /// Lets time pass, with so many tasks active at each sampling.
    mutating func run(to now: UInt64, _ tasks: () -> UInt64) {
        while next <= now {
            let before = shown
            let count = tasks()
            var load = average * 1884 + count * 2048 * (2048 - 1884)
            if roundsToNearest { load += 1024 } else if count * 2048 >= average { load += 2047 }
            average = load / 2048
            counted = count
            if shown != before { visible = (count, next) }
            next += period
        }
    }

    /// The file's two decimals.
    var shown: Double {
        let rounded = average + 2048 / 200
        return Double(rounded >> 11) + Double(((rounded & 2047) * 100) >> 11) / 100
    }
}

private let second: UInt64 = 1_000_000_000

@Suite("Active tasks")
struct ActiveTasksTests {
    @Test(
        "are exactly those of the last sampling, or for 6 s those of the one before if no decimal moved",
        arguments: [false, true], [100, 250, 300, 1000] as [UInt64])
    func random(roundsToNearest: Bool, hertz: UInt64) throws {
        var random = SeededGenerator(state: hertz)
        for most in [1, 4, 50, 20000] as [UInt64] {
            var kernel = SimulatedKernel(hertz: hertz, roundsToNearest: roundsToNearest)
            kernel.average = most << 10
            var active = ActiveTasks()
            var told = 0
            for reading in 1...3000 as ClosedRange<UInt64> {
                let now = reading * second
                kernel.run(to: now) { .random(in: 0...most, using: &random) }
                active.add(kernel.shown, at: now)
                guard let count = active.count.map({ UInt64($0) }) else { continue }
                told += 1
                if count == kernel.counted { continue }
                let visible = try #require(kernel.visible)
                if count != visible.count || now - visible.at > 7 * second {
                    Issue.record("\(count) at \(reading) s, not \(kernel.counted ?? 0)")
                }
            }
            #expect(told > 2900)
        }
    }

    @Test("are told of a steady load, of a step, and of the long way back", arguments: [100, 1000] as [UInt64])
    func steady(hertz: UInt64) {
        var kernel = SimulatedKernel(hertz: hertz)
        var active = ActiveTasks()
        for reading in 1...1500 as ClosedRange<UInt64> {
            let tasks: UInt64 = (300..<600).contains(reading) ? 3 : 0
            kernel.run(to: reading * second) { tasks }
            active.add(kernel.shown, at: reading * second)
            // What was sampled before the step may be 5 s old.
            if reading < 7 || (300..<306).contains(reading) || (600..<606).contains(reading) { continue }
            #expect(active.count == Int(tasks), "at \(reading) s")
        }
    }

    @Test("are unknown before a change or 6 s without one")
    func first() {
        var active = ActiveTasks()
        for time in 0...5 as ClosedRange<UInt64> {
            active.add(2, at: time * second)
            #expect(active.count == nil)
        }
        active.add(2, at: 6 * second)
        #expect(active.count == 2)
        active.forget()
        #expect(active.count == nil)
    }

    @Test(
        "are unknown when a sampling may have been missed, until the next change", arguments: [6, 5.5, 60] as [Double])
    func gap(seconds: Double) {
        var active = ActiveTasks()
        active.add(1.00, at: 0)
        active.add(1.08, at: second)
        #expect(active.count == 2)
        let later = second + UInt64(seconds * 1e9)
        active.add(1.22, at: later)
        #expect(active.count == nil)
        active.add(1.22, at: later + 3 * second)
        #expect(active.count == nil)
        active.add(1.28, at: later + 4 * second)
        #expect(active.count == 2)
    }

    @Test(
        "are unknown where no one sampling can have made the step",
        arguments: [(1.00, 1.04), (1.00, 0.80), (0.50, 0.20)] as [(Double, Double)])
    func impossible(old: Double, new: Double) {
        var active = ActiveTasks()
        active.add(old, at: 0)
        active.add(new, at: second)
        #expect(active.count == nil)
    }

    @Test("survive what no kernel says", arguments: [1e300, 1.8e19, 9e18, 0.5])
    func hostile(load: Double) {
        var active = ActiveTasks()
        for time in [0, 1, 9, 3, 3, .max, 0] as [UInt64] { active.add(load, at: time) }
        active.add(0, at: 1)
        #expect(active.count == nil)
    }
}
