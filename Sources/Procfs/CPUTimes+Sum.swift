extension CPUTimes {
    /// Adds the times of another core.
    ///
    /// Sums wrap rather than trap, whatever the file said.
    package static func += (sum: inout CPUTimes, other: CPUTimes) {
        sum.user &+= other.user
        sum.nice &+= other.nice
        sum.system &+= other.system
        sum.idle &+= other.idle
        sum.iowait &+= other.iowait
        sum.irq &+= other.irq
        sum.softirq &+= other.softirq
        sum.steal &+= other.steal
        sum.guest &+= other.guest
        sum.guestNice &+= other.guestNice
    }
}
