import Aggregator
import ClusterState
import Graphs
import MetricModel

/// Hosts and groups as a data folder remembers them, without an aggregator.
struct RememberedHosts: HostDirectory {
    private let directory: String
    private let state: ClusterState?

    init(directory: String) throws {
        self.directory = directory
        state = try StateFile(directory: directory).remembered(at: Tick.now())
    }

    var everyHost: [HostKey] { state.map { Array($0.hosts.keys) } ?? [] }

    func key(written text: String) throws -> HostKey {
        guard let host = state?.host(named: text) else {
            throw Failure("\(directory): there is no host \"\(text)\", or several are called so: say CLUSTER/HOST")
        }
        return host.key
    }

    func members(of group: GroupName, over time: TimeRange) throws -> [HostKey] {
        guard let known = state?.groups[group] else { throw Failure("\(directory): there is no group \"\(group)\"") }
        return known.members(from: Timestamp(seconds: Int64(time.from)), to: Timestamp(seconds: Int64(time.to)))
    }
}
