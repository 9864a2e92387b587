package import MetricModel
import Procfs

/// Containers of Docker, Podman, Kubernetes and LXC, each by its cgroup, from `/sys/fs/cgroup`; off unless asked for, since
/// they come and go.
package final class ContainerCollector: CgroupNumbers, Collector {
    package static let definitions = [
        Definition(
            subject: SubjectName(literal: "container"), hasInstances: true, retention: .brief, pace: 15,
            title: "Container", fields: columns.map(\.field))
    ]

    package static let isOnByDefault = false

    package init(_ host: Roots, _ shared: SharedReaders) { super.init(host, .container) }
}
