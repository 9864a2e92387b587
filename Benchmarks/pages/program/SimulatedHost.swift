import Foundation
import MetricModel

/// A host that does not exist: what happens on it is a function of the time.
struct SimulatedHost: Sendable {
    let key: HostKey
    let group: GroupName
    let role: Role
    let cores: Int
    /// Bytes.
    let memory, disk: Double
    /// When it was set up, in seconds since 1970; most hosts are older than their history.
    let joined: Int
    /// A stretch without a word.
    let absence: Range<Int>?
    /// A stretch in which it runs away.
    let runaway: Range<Int>?
    let seed: UInt64
    private let born: Int
    /// Of activity, the host's own share; of the disk, how full it was a year ago and how much fuller it is now.
    private let vigour, fillBefore, fillGrowth: Double

    static let year = 365 * 86_400

    /// - `number`: from 1, within its group.
    /// - `born`: when the hosts were thought up, in seconds since 1970.
    init(
        _ key: HostKey, in group: GroupName, _ number: Int, of count: Int, as role: Role, born: Int
    ) {
        self.key = key
        self.group = group
        self.role = role
        self.born = born
        seed = Chance.seed(key.name.text)
        cores = role.cores[number % role.cores.count]
        memory = role.memoryPerCore * Double(cores)
        disk = role == .database ? 4e12 : 0.5e12
        vigour = 0.8 + 0.4 * Chance.unit(seed, 1)
        fillBefore = (role == .database ? 0.28 : 0.12) + 0.34 * Chance.unit(seed, 2)
        fillGrowth = (role == .database ? 0.36 : 0.2) * Chance.unit(seed, 3)
        // A quarter of the web hosts came four months ago.
        let isNew = role == .web && number > count * 3 / 4
        joined = isNew ? Park.day(of: born) - 120 * 86_400 + 36_000 + number * 600 : born - Self.year
        let day = Park.day(of: born)
        switch (role, number) {
        case (.database, 3): absence = day - 8 * 86_400 + 50_400..<day - 6 * 86_400 + 48_600
        case (.batch, 42): absence = born - 2 * 86_400..<Int.max
        default: absence = nil
        }
        // The last time it was 3:12 and an hour has passed since.
        let night = (born - 3600 - 11_520) / 86_400 * 86_400 + 11_520
        runaway = role == .web && number == min(7, count) ? night..<night + 3180 : nil
    }

    /// Seconds since 1970.
    var bootTime: Double { Double(joined) - 864_000 * (1 + 9 * Chance.unit(seed, 4)) }

    var tags: [String: String] {
        ["rack": "r\(1 + Int(seed % 8))", "role": "\(role)"]
    }

    /// Whether it said anything in some seconds; an agent is now and then silent for some minutes.
    func speaks(at end: Int, over seconds: Int) -> Bool {
        let middle = end - seconds / 2
        guard middle >= joined, absence?.contains(middle) != true else { return false }
        guard seconds <= 600, end > born - 60 * 86_400, end < born else { return true }
        let day = middle / 86_400
        guard Chance.unit(seed ^ 0x6A9, day) < 0.02 else { return true }
        let start = day * 86_400 + Int(80_000 * Chance.unit(seed ^ 0x6AA, day))
        return !(start..<start + 240 + Int(2400 * Chance.unit(seed ^ 0x6AB, day))).contains(middle)
    }

    /// When it was last heard, in seconds since 1970.
    func lastWord(before now: Int) -> Int {
        guard let absence, absence.contains(now) else { return now }
        return absence.lowerBound
    }

    /// Fills a row of a ``MomentTable``.
    func fill(_ row: UnsafeMutableBufferPointer<Double>, endingAt end: Int, over seconds: Int, reach: Double) {
        let middle = end - seconds / 2
        func set(_ signal: Signal, _ value: Double) { row[signal.rawValue] = value }
        let course = Course(of: self, at: middle, over: seconds)
        let high = course.activity(reach)
        let wild = share(of: runaway, endingAt: end, over: seconds, reach)
        let busy = high + (0.985 - high) * wild
        set(.always, 1)
        set(.activity, busy)
        setCores(busy: busy, wild: wild, set)
        let low = course.activity(-reach)
        set(.idle, 100 * (1 - low - (0.985 - low) * share(of: runaway, endingAt: end, over: seconds, -reach)))
        let crowd = Double(cores) * 6
        let tasks = Double(cores) * 1.15
        set(.loadOne, tasks * course.activity(reach, finest: 60) + crowd * wild)
        set(
            .loadFive,
            tasks * course.activity(reach, finest: 300)
                + crowd * share(of: runaway, endingAt: end, over: max(seconds, 300), reach))
        set(
            .loadFifteen,
            tasks * course.activity(reach, finest: 900)
                + crowd * share(of: runaway, endingAt: end, over: max(seconds, 900), reach))
        set(.running, 0.2 + tasks * busy + crowd * wild)
        set(.blocked, 0.01 + 0.4 * busy * busy + 5 * wild)
        setMemory(at: middle, busy: course.slow, set)
        setDevices(busy: busy, wild: wild, set)
        let age = Double(middle - born + Self.year) / Double(Self.year)
        let week = Chance.wave(seed ^ 0xF11, at: middle, every: 7 * 86_400)
        set(.fill, min(0.97, fillBefore + fillGrowth * age + 0.012 * week))
        set(.uptime, Double(middle) - bootTime)
    }

    private func setCores(busy: Double, wild: Double, _ set: (Signal, Double) -> Void) {
        let percent = 100 * busy
        let waits = (role == .database ? 0.2 : role == .batch ? 0.12 : 0.03) * (1 - wild)
        let isNice = role == .batch ? 0.55 * (1 - wild) : 0.004
        let system = 0.21 * (1 - 0.75 * wild)
        let network = role == .cache ? 0.11 : 0.025
        set(.iowait, percent * waits)
        set(.nice, percent * isNice)
        set(.system, percent * system)
        set(.softirq, percent * network * (1 - wild))
        set(.irq, 0)
        set(.steal, percent * 0.006)
        set(.user, percent * (1 - waits - isNice - system - network * (1 - wild) - 0.006))
    }

    private func setMemory(at time: Int, busy: Double, _ set: (Signal, Double) -> Void) {
        let age = Double(time - born + Self.year) / Double(Self.year)
        let base: Double =
            switch role {
            case .web, .farWeb: 0.3
            case .database: 0.52
            case .cache: 0.66
            case .batch: 0.16
            }
        // A web server leaks until it is deployed anew, once a week.
        let leak = role == .web ? 0.16 * Double((time + Int(seed % 604_800)) % 604_800) / 604_800 : 0
        let wave = 0.03 * Chance.wave(seed ^ 0x3E3, at: time, every: 5400)
        let used = min(0.9, base * vigour + 0.1 * age + leak + 0.25 * busy + wave)
        let cached = (0.965 - used) * (role == .database ? 0.93 : 0.72)
        set(.used, used)
        set(.cached, cached)
        set(.free, max(0.004, 0.965 - used - cached))
    }

    private func setDevices(busy: Double, wild: Double, _ set: (Signal, Double) -> Void) {
        let calm = busy * (1 - 0.8 * wild)
        set(.received, role.traffic.receives * calm * vigour)
        set(.sent, role.traffic.sends * calm * vigour)
        set(.read, role.files.reads * calm * calm + 2e7 * wild)
        set(.written, 40_000 + role.files.writes * calm + 3e7 * wild)
        let share = min(1, 0.01 + calm * (role == .database ? 0.8 : role == .batch ? 0.6 : 0.12))
        let used = share + (0.99 - share) * wild
        set(.utilisation, 100 * used)
        set(.await, 0.0006 + 0.004 * used * used + 0.18 * wild)
    }

    /// How much of some seconds lies in a stretch; at a reach of 1, whether any does, at -1, whether all do.
    private func share(of stretch: Range<Int>?, endingAt end: Int, over seconds: Int, _ reach: Double) -> Double {
        guard let stretch else { return 0 }
        let common = Double(max(0, stretch.clamped(to: end - seconds..<end).count)) / Double(seconds)
        if reach > 0 { return common > 0 ? 1 : 0 }
        return reach < 0 ? common.rounded(.down) : common
    }

    /// The part of the host's strength that is its own.
    var strength: Double { vigour }

    /// How far the year has gone, 0 at its begin and 1 when the hosts were thought up.
    func age(at time: Int) -> Double { Double(time - born + Self.year) / Double(Self.year) }
}
