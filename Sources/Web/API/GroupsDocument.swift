import MetricModel

/// Groups as `GET /api/v1/groups` and `GET /api/v1/group/NAME` answer them.
enum GroupsDocument {
    static func json(_ groups: [GroupSummary]) -> JSON {
        ["groups": .array(groups.sorted { $0.name < $1.name }.map { .object(fields($0)) })]
    }

    static func json(_ group: GroupSummary, _ members: [HostSummary]) -> JSON {
        let members = members.sorted { $0.key < $1.key }.map { JSON.object(HostsDocument.fields($0)) }
        return .object(fields(group) + [("members", .array(members))])
    }

    private static func fields(_ group: GroupSummary) -> [(String, JSON)] {
        [
            ("name", .string(group.name.text)),
            ("hosts", JSON(group.hosts)),
            ("up", JSON(group.up)),
            ("down", JSON(group.down)),
            ("left", JSON(group.left)),
            ("load_one", JSON(group.loadOne)),
            ("cores", JSON(group.cores)),
            ("cpu_busy", JSON(group.cpuBusy)),
            ("memory_used", JSON(group.memoryUsed)),
            ("memory_total", JSON(group.memoryTotal)),
        ]
    }
}
