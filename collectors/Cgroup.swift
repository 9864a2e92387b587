package import MetricModel
import Procfs

/// Services, users and virtual machines, each by its cgroup, from `/sys/fs/cgroup`.
package final class CgroupCollector: CgroupNumbers, Collector {
    package static let definitions = [
        Definition(
            subject: SubjectName(literal: "cgroup"), hasInstances: true, retention: .brief, pace: 15, title: "Service",
            fields: columns.map(\.field))
    ]

    package init(_ host: Roots, _ shared: SharedReaders) { super.init(host, .service) }
}
