/// How processors spent their time between two readings: percent of that time, 0...100, together 100.
package struct CPUShares: Sendable, Equatable {
    /// User code of normal priority, without what ran in virtual machines.
    package let user: Double
    /// User code of low priority, without what ran in virtual machines.
    package let nice: Double
    package let system, idle, iowait, irq, softirq, steal: Double
    /// Virtual machines of either priority.
    package let guest: Double
}

extension CPUTimes {
    /// What the time between two readings was spent on.
    ///
    /// Nil when no tick passed, or when a counter fell other than idle and iowait, which may step back and then count
    /// as unchanged.
    package func shares(since earlier: CPUTimes) -> CPUShares? {
        guard let user = user.advance(since: earlier.user),
            let nice = nice.advance(since: earlier.nice),
            let system = system.advance(since: earlier.system),
            let irq = irq.advance(since: earlier.irq),
            let softirq = softirq.advance(since: earlier.softirq),
            let steal = steal.advance(since: earlier.steal),
            let allGuest = guest.advance(since: earlier.guest),
            let allGuestNice = guestNice.advance(since: earlier.guestNice)
        else { return nil }
        let idle = idle.advance(since: earlier.idle) ?? 0
        let iowait = iowait.advance(since: earlier.iowait) ?? 0
        // The kernel adds a tick to guest and to user in turn; a reading may fall between.
        let guest = min(allGuest, user)
        let guestNice = min(allGuestNice, nice)

        let total =
            Double(user) + Double(nice) + Double(system) + Double(idle) + Double(iowait) + Double(irq)
            + Double(softirq) + Double(steal)
        guard total > 0 else { return nil }
        func percent(_ ticks: UInt64) -> Double { 100 * Double(ticks) / total }
        return CPUShares(
            user: percent(user - guest), nice: percent(nice - guestNice), system: percent(system),
            idle: percent(idle), iowait: percent(iowait), irq: percent(irq), softirq: percent(softirq),
            steal: percent(steal), guest: percent(guest) + percent(guestNice))
    }
}
