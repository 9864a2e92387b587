import ClusterState
import MetricModel
import Testing
import Wire

@Suite("What came from an address")
struct SourcesTests {
    @Test("is counted once a datagram, whatever becomes of it")
    func countedOnce() {
        var cluster = Cluster()
        let peer = Peer(address: "10.0.0.1", port: 1)
        var agent = TestAgent("web1")
        cluster.state.refused("byte 0: expected PLX1", from: peer)
        cluster.hear(&agent, .load(1))
        cluster.hear(&agent, agent.hello)
        cluster.hear(
            .value(GangliaMetricID(host: "nobody", name: "x", isSpoofed: true), GangliaValue(.uint(1), format: "%u")),
            from: peer)
        let source = cluster.state.sources.byAddress["10.0.0.1"]
        #expect(source?.datagrams == 4)
        #expect(source?.refused == 2)
        #expect(source?.unidentified == 1)
        #expect(source?.lastError == #"spoofed host: expected address:name, found "nobody""#)
    }

    @Test("is counted together beyond ten thousand addresses")
    func forgedAddresses() {
        var cluster = Cluster()
        for number in 0..<10_050 {
            cluster.state.refused("odd", from: Peer(address: "forged \(number)", port: 1))
        }
        #expect(cluster.state.sources.byAddress.count == 10_000)
        #expect(cluster.state.sources.others.refused == 50)
        #expect(cluster.state.sources.others.datagrams == 50)
    }
}
