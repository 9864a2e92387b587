package import MetricModel
package import Procfs

/// What services and containers use: the reading that both subjects have in common.
///
/// Hosts without cgroups of version 2 have nothing to say. Their controllers decide which values there are: CPU time always,
/// pressure where the kernel measures it, the rest where systemd switched it on.
package class CgroupNumbers {
    private let sys: SysRoot
    private let kind: Cgroup.Kind
    private var mountinfoFile: ProcFile
    private var mountinfo = Mountinfo()
    private var isMountKnown = false
    private var tree: CgroupTree?
    private var groups: [CgroupFiles] = []
    private var stat = CgroupStat()
    private var hasVanished = false
    /// When the tree was last looked through, by the monotonic clock.
    private var lookedAt: UInt64?
    private var tracks: InstanceTracks
    package private(set) final var leftOut = 0

    /// Each costs up to twelve descriptors, and 30 to 60 µs a reading with all controllers on.
    private static let limit = 32
    /// Nanoseconds between two looks through the tree for a cgroup that came as another went, which its number does not tell.
    private static let lookPeriod: UInt64 = 60_000_000_000

    init(_ host: Roots, _ kind: Cgroup.Kind) {
        sys = host.sys
        self.kind = kind
        mountinfoFile = host.proc.file(Mountinfo.path)
        tracks = InstanceTracks(Self.columns)
    }

    package final func sample(at tick: Tick, through buffer: inout ReadBuffer) throws(ProcfsError) {
        try find(through: &buffer)
        guard tree != nil else { return }
        if hasVanished || tree?.hasChanged() == true || holdsOthers(at: tick.monotonic) {
            list(at: tick.monotonic)
        }
        tracks.begin()
        for (place, group) in groups.enumerated() {
            stat.begin(microseconds: tick.monotonic / 1000)
            if try group.read(into: &stat, through: &buffer) {
                tracks.add(group.cgroup.name, near: place, stat.numbers.values, at: tick)
            } else {
                hasVanished = true
            }
        }
    }

    package final func report(at tick: Tick, into report: inout Report) { tracks.report(0, into: &report) }

    package final func forget() {
        tracks.forget()
        // The kernel reports a change of the mounts once: what could not be read then must be read anew.
        isMountKnown = false
        tree = nil
        groups = []
    }

    private func find(through buffer: inout ReadBuffer) throws(ProcfsError) {
        guard !isMountKnown || mountinfoFile.hasChanged() else { return }
        isMountKnown = false
        try mountinfoFile.read(through: &buffer) { (bytes) throws(ProcfsError) in try mountinfo.parse(bytes) }
        isMountKnown = true
        let tree = CgroupTree(mountinfo, sys: sys)
        guard tree?.mount != self.tree?.mount else { return }
        self.tree = tree
        groups = []
    }

    private func holdsOthers(at now: UInt64) -> Bool {
        guard let lookedAt, now &- lookedAt >= Self.lookPeriod else { return false }
        self.lookedAt = now
        return tree?.holdsOthers() == true
    }

    /// Those that were there before stay, so that the chosen ones are the same from one reading to the next.
    private func list(at now: UInt64) {
        hasVanished = false
        lookedAt = now
        guard let cgroups = tree?.list(kind), let mount = tree?.mount else { return }
        groups.removeAll { group in !cgroups.contains(group.cgroup) }
        for cgroup in cgroups where groups.count < Self.limit {
            if groups.contains(where: { $0.cgroup == cgroup }) { continue }
            groups.append(CgroupFiles(cgroup, in: mount))
        }
        leftOut = cgroups.count - groups.count
    }
}
