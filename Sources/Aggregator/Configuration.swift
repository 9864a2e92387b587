package import ClusterState
package import MetricModel
package import Transport

/// What an aggregator is told to do, by flags and by its file.
package struct Configuration: Sendable, Equatable {
    /// Where the archive and the aggregator's memory lie.
    package var directory: String
    /// Where to listen; nothing hears only what is handed over inside the process.
    package var listen: [Endpoint] = [.defaultGroup]
    /// The interface on which groups are joined; nil joins on all.
    package var interface: String?
    /// The archive's step, in seconds.
    package var interval = 15
    /// The cluster of hosts that are known by Ganglia messages.
    package var cluster = GroupName(literal: "default")
    /// Groups beyond those that agents name.
    package var groups: [GroupRule] = []
    /// What is deleted of hosts that are gone; the first rule that fits a host counts.
    package var forget: [ForgetRule] = []
    /// Where pages are served: `ADDR:PORT`.
    package var http = "127.0.0.1:8650"
    /// Whose days and hours pages and graphs have, an IANA name; nil for the machine's.
    package var zone: String?
    /// The path below which a proxy serves them: `/plexus`; empty if there is none.
    package var httpBase = ""
    /// What programs on other hosts must know to tell events; nil if none may.
    package var eventToken: String?

    package init(directory: String) { self.directory = directory }
}
