import Archive
import ClusterState
import Collectors
import MetricModel

/// What a host of the usual kind tells of by the default agent: one without RAID, NFS, containers and sensors.
struct OrdinaryHost {
    let cores: Int
    let disks: Int
    let interfaces: Int
    let filesystems: Int

    /// The files of one such host.
    func files(step: Int) -> [PlannedFiles] {
        Self.definitions.flatMap { definition in
            let count = definition.hasInstances ? instances(of: definition.subject.text) : 1
            return PlannedFiles.all(of: definition, count: count, for: Self.series(of: definition.subject), step: step)
        }
    }

    /// The files of a group of them: of what is told of hosts as a whole.
    static func groupFiles(step: Int) -> [PlannedFiles] {
        let group = GroupName(literal: "group")
        let whole = definitions.filter { !$0.hasInstances && $0.subject != Definition.link.subject }
        return whole.flatMap { definition in
            let columns = Schema(definition, for: .group(group, definition.subject)).columns.count
            // A group knows the cores that its CPU time is of.
            let cores = definition.subject.text == "cpu" ? 3 : 0
            let totals = PlannedFiles(
                definition.retention, columns: columns + cores, pace: definition.pace, step: step)
            return [totals]
                + definition.percentiles.map { PlannedFiles($0, for: .group(group, $0.subject), step: step) }
        }
    }

    /// The class that our agents' values are kept in; nil for others'.
    static func retention(of subject: SubjectName, hasInstance: Bool) -> Retention? {
        Catalogue.definitions.first { $0.subject == subject && $0.hasInstances == hasInstance }?.retention
    }

    private static func series(of subject: SubjectName) -> Series {
        .host(HostKey(cluster: GroupName(literal: "cluster"), name: HostName(literal: "host")), subject, nil)
    }

    private static let definitions: [Definition] = {
        let collected = Catalogue.collectors.filter { $0.isOnByDefault }.flatMap { $0.definitions }
        return (collected + AgentCost.definitions + [Definition.link]).filter { !special.contains($0.subject.text) }
    }()

    /// Subjects that need hardware or services which most hosts do not have.
    private static let special: Set = [
        "battery", "bond", "bond_slave", "bridge", "bridge_port", "cgroup", "disk_errors", "drbd", "edac", "fan",
        "filesystem_remote", "gpu", "infiniband", "ipvs", "ipvs_server", "ipvs_service", "md", "nfs", "nfs_mount",
        "nfsd",
        "power", "temperature", "vlan", "wlan",
    ]

    private func instances(of subject: String) -> Int {
        switch subject {
        case "cpu", "cpufreq", "softnet", "throttle": cores
        case "disk": disks
        case "network", "link", "qdisc": interfaces
        case "filesystem": filesystems
        // A queue of each disk and interface for a core, and a dozen of the kernel's own.
        case "interrupt": 12 + min(cores, 8) * (disks + interfaces)
        case "zone": 3
        case "agent_subject": Catalogue.collectors.count { $0.isOnByDefault }
        // NUMA nodes, swap spaces.
        default: 1
        }
    }
}
