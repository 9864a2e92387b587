import Foundation

/// How busy a host is around a time: the hour's and the weekday's part, and swings of several lengths.
struct Course {
    /// Without the swings: the share of the host's cores.
    let slow: Double
    /// Of each length in seconds.
    private let swings: [(length: Int, height: Double)]
    private let burst: (mean: Double, peak: Double)
    private let seconds: Int
    private let ceiling: Double

    init(of host: SimulatedHost, at time: Int, over seconds: Int) {
        self.seconds = seconds
        let (least, swing) = host.role.load
        let growth = 0.8 + 0.2 * host.age(at: time)
        let jobs = host.role == .batch ? Self.jobs(of: host, at: time, over: seconds) : 0
        slow = (least + swing * Self.rhythm(of: host.role, at: time) * growth) * host.strength + jobs
        let size = 0.25 * slow + 0.012
        swings = [(7200, 0.7), (900, 0.5), (120, 0.4), (30, 0.4)].map { length, share in
            (length, size * share * Chance.wave(host.seed, at: time, every: length))
        }
        burst = Self.burst(of: host, at: time, over: seconds)
        ceiling = host.role == .batch ? 0.97 : 0.94
    }

    /// The share of the host's cores that is busy.
    ///
    /// - `reach`: 0 for the mean of the seconds, 1 for their maximum, -1 for their minimum.
    /// - `finest`: swings that are shorter are evened out.
    func activity(_ reach: Double, finest: Int = 0) -> Double {
        var sum = slow
        var rest = 0.0
        for swing in swings {
            if swing.length >= max(seconds / 2, finest) {
                sum += swing.height
            } else if swing.length >= finest {
                rest += 0.25 * slow * 0.35
            }
        }
        sum += reach * rest * 0.9
        // A short swing is a burst's too.
        let share = finest > 120 ? 120 / Double(finest) : 1
        sum += share * (reach > 0 ? burst.peak : reach < 0 ? 0 : burst.mean)
        return min(ceiling, max(0.004, sum))
    }

    /// 0...1: nights and weekends are calm, the far web's day is another.
    private static func rhythm(of role: Role, at time: Int) -> Double {
        let local = time + (role == .farWeb ? 9 : 1) * 3600
        let hour = Double(local % 86_400) / 3600
        // 1970 began on a Thursday.
        let weekday = (local / 86_400 + 3) % 7
        let calm = weekday >= 5 ? 0.45 : 1
        let day = 0.5 - 0.5 * cos((hour - 4) / 12 * .pi)
        let evening = exp(-(hour - 20) * (hour - 20) / 5) * 0.35
        return calm * min(1, day * day.squareRoot() * 0.95 + evening)
    }

    /// Jobs take a batch host's cores for some hours, mostly by night.
    private static func jobs(of host: SimulatedHost, at time: Int, over seconds: Int) -> Double {
        let slot = 3 * 3600
        let shifted = time + Int(host.seed % UInt64(slot))
        let hour = Double(time % 86_400) / 3600
        let chance = hour < 7 || hour > 20 ? 0.72 : 0.38
        guard Chance.unit(host.seed ^ 0x10B, shifted / slot) < chance else { return 0 }
        let length = 0.3 + 0.7 * Chance.unit(host.seed ^ 0x10C, shifted / slot)
        guard Double(shifted % slot) < length * Double(slot) else { return 0 }
        return 0.45 + 0.4 * Chance.unit(host.seed ^ 0x10D, shifted / slot)
    }

    /// Once in several hours a host has much to do for a minute or some.
    private static func burst(of host: SimulatedHost, at time: Int, over seconds: Int) -> (mean: Double, peak: Double) {
        let slot = 7200
        var mean = 0.0
        var peak = 0.0
        let first = max(0, time - seconds / 2) / slot
        let last = min(first + 11, (time + (seconds + 1) / 2 - 1) / slot)
        for number in first...max(first, last) where Chance.unit(host.seed ^ 0xB57, number) < 0.22 {
            let start = number * slot + Int(6900 * Chance.unit(host.seed ^ 0xB58, number))
            let end = start + 60 + Int(200 * Chance.unit(host.seed ^ 0xB59, number))
            let common = min(end, time + (seconds + 1) / 2) - max(start, time - seconds / 2)
            guard common > 0 else { continue }
            let height = 0.15 + 0.3 * Chance.unit(host.seed ^ 0xB5A, number)
            mean += height * Double(common) / Double(seconds)
            peak = max(peak, height)
        }
        return (mean, peak)
    }
}
