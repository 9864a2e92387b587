import Aggregator
import ClusterState
import Collectors
import MetricModel
import Wire

/// What an aggregator remembers of the hosts: who there is, in which groups since when, and who is down.
struct Memory {
    private let park: Park
    private let shape: HostShape

    init(_ park: Park, _ shape: HostShape) {
        self.park = park
        self.shape = shape
    }

    /// - `now`: seconds since 1970.
    func save(in directory: String, at now: Int) throws {
        var state = ClusterState(
            ClusterState.Configuration(gangliaCluster: GroupName(literal: "default")),
            definitions: Catalogue.definitions)
        let agents = park.hosts.map { SimulatedAgent($0, shape.parts(of: $0), interval: 15) }
        var words: [(time: Int, agent: Int)] = []
        for (index, host) in park.hosts.enumerated() {
            words.append((host.joined + 15, index))
            words.append((host.lastWord(before: now), index))
        }
        for word in words.sorted(by: { $0.time < $1.time }) {
            let time = word.time - word.time % 15
            let tick = Tick(wall: Timestamp(seconds: Int64(time)), monotonic: UInt64(time) * 1_000_000_000)
            _ = state.advance(to: tick)
            var frames: [Frame] = []
            agents[word.agent].report(at: time, over: 15, describes: true) { bytes in
                if let frame = try? Frame(decoding: bytes) { frames.append(frame) }
            }
            for frame in frames { _ = state.heard(frame, from: Peer(address: "127.0.0.1", port: 8649), at: tick) }
        }
        let end = Tick(wall: Timestamp(seconds: Int64(now)), monotonic: UInt64(now) * 1_000_000_000)
        _ = state.advance(to: end)
        try StateFile(directory: directory).save(Snapshot(state))
    }
}
