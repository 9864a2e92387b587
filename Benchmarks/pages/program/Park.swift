import MetricModel

/// The hosts that do not exist.
struct Park {
    static let cluster = GroupName(literal: "demo")

    /// When the hosts were thought up, in seconds since 1970: their year ends there, and last night is the night before it.
    let born: Int
    let hosts: [SimulatedHost]

    /// How many of two hundred hosts each group has.
    private static let groups: [(name: String, hosts: String, count: Int, role: Role)] = [
        ("web", "web", 40, .web), ("db", "db", 12, .database), ("cache", "cache", 20, .cache),
        ("batch", "batch", 100, .batch), ("ウェブ群", "tyo-web", 28, .farWeb),
    ]

    init(hosts count: Int, born: Int) {
        self.born = born
        var hosts: [SimulatedHost] = []
        for group in Self.groups {
            let share = max(1, group.count * count / 200)
            for number in 1...share {
                guard let name = HostName(group.hosts + (number < 10 ? "0\(number)" : "\(number)")),
                    let groupName = GroupName(group.name)
                else { continue }
                hosts.append(
                    SimulatedHost(
                        HostKey(cluster: Self.cluster, name: name), in: groupName, number, of: share, as: group.role,
                        born: born))
            }
        }
        self.hosts = hosts
    }

    /// The cluster, then the groups that the hosts name.
    var groupNames: [GroupName] { [Self.cluster] + Self.groups.compactMap { GroupName($0.name) } }

    /// The day's beginning before a time, in UTC.
    static func day(of time: Int) -> Int { time - time % 86_400 }
}

/// What a host is for, and so when and with what it is busy.
enum Role: Sendable {
    case web, database, cache, batch, farWeb

    /// The share of its cores that is busy at the quietest hour, and what the busiest adds.
    var load: (least: Double, swing: Double) {
        switch self {
        case .web, .farWeb: (0.07, 0.46)
        case .database: (0.12, 0.34)
        case .cache: (0.04, 0.16)
        case .batch: (0.03, 0.08)
        }
    }

    /// Bytes a second that a busy host receives and sends.
    var traffic: (receives: Double, sends: Double) {
        switch self {
        case .web, .farWeb: (6e6, 34e6)
        case .database: (9e6, 21e6)
        case .cache: (38e6, 52e6)
        case .batch: (16e6, 3e6)
        }
    }

    /// Bytes a second that a busy host reads from its disks and writes to them.
    var files: (reads: Double, writes: Double) {
        switch self {
        case .web, .farWeb: (0.4e6, 2.2e6)
        case .database: (34e6, 58e6)
        case .cache: (0.1e6, 0.6e6)
        case .batch: (48e6, 29e6)
        }
    }

    var cores: [Int] {
        switch self {
        case .web, .farWeb: [4, 4, 4, 8]
        case .database: [16, 16, 32]
        case .cache: [4]
        case .batch: [8, 8, 8, 16, 32]
        }
    }

    /// Bytes of memory for a core.
    var memoryPerCore: Double {
        switch self {
        case .web, .farWeb, .batch: 4_294_967_296
        case .database: 8_589_934_592
        case .cache: 17_179_869_184
        }
    }
}
