package import Collectors
package import Inputs
package import MetricModel
package import Procfs
package import Transport

/// What an agent is told to do.
package struct Settings: Sendable {
    /// What the agent sends.
    package enum Format: String, Sendable, CaseIterable {
        /// One frame for all values of a tick.
        case plexus
        /// One datagram for each value, as gmond sends it.
        case ganglia
    }

    package var cluster = GroupName(literal: "default")
    package var groups: [GroupName] = []
    package var tags: [String: String] = [:]
    package var destinations: [Endpoint] = [.defaultGroup]
    /// The interface by which multicast leaves; nil leaves it to the routing table.
    package var interface: String?
    /// How many routers multicast may pass, plus one.
    package var timeToLive: UInt8 = 1
    /// Seconds between two frames.
    package var interval = 15
    package var format = Format.plexus
    /// nil takes the kernel's name for the host.
    package var hostName: HostName?
    /// Which subjects are measured.
    package var subjects = SubjectChoice()
    /// Where values from outside come from.
    package var inputs = InputFolders()
    /// Where the agent's id is kept.
    package var stateFolder = "/var/lib/plexus-agent"
    package var proc = ProcRoot()
    package var sys = SysRoot()

    package init() {}
}
