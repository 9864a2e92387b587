import Collectors
import MetricModel
import Procfs
import TestKit
import Testing

@Suite("InfiniBand")
struct InfiniBandCollectorTests {
    @Test("counters of data are in words of four bytes; a port that lost its link is told of")
    func ports() throws {
        let values = try InfiniBandCollector.values(of: .manyCores)
        #expect(values.rows == ["infiniband", "infiniband@mlx5_0/1", "infiniband@mlx5_1/1"])
        // 187,500,000 words received and 93,750,000 sent in 15 s.
        expect(
            values.row("infiniband@mlx5_0/1"),
            are: [
                "state": 4, "phys_state": 5, "rate": 2e11, "rx_bytes": 50_000_000, "tx_bytes": 25_000_000,
                "rx_packets": 30_000, "tx_packets": 15_000, "rx_errors": 0, "tx_discards": 0, "tx_wait": 200,
                "symbol_errors": 0, "link_recovered": 0, "link_downed": 0,
            ])
        expect(
            values.row("infiniband@mlx5_1/1"),
            are: [
                "state": 2.5, "phys_state": 3.5, "rate": 2.5e9, "rx_bytes": 0, "tx_bytes": 0, "rx_packets": 0,
                "tx_packets": 0, "rx_errors": 0, "tx_discards": 1, "tx_wait": 0, "symbol_errors": 2,
                "link_recovered": 0, "link_downed": 1.0 / 15,
            ])
        expect(
            values.row("infiniband"),
            are: [
                "ports": 2, "active": 1.5, "rx_bytes": 50_000_000, "tx_bytes": 25_000_000, "rx_packets": 30_000,
                "tx_packets": 15_000, "rx_errors": 0, "tx_discards": 1, "tx_wait": 200, "symbol_errors": 2,
                "link_recovered": 0, "link_downed": 1.0 / 15,
            ])
    }

    @Test("a card that goes takes its ports along, and harms no other")
    func goes() throws {
        let values = try InfiniBandCollector.values(of: PlayedHost(.manyCores)) { host in
            try host.advance()
            try host.remove("sys/class/infiniband/mlx5_1")
        }
        #expect(values.rows == ["infiniband", "infiniband@mlx5_0/1"])
        #expect(values["infiniband@mlx5_0/1.rx_bytes"] == 50_000_000)
        // The sum fell with the card.
        #expect(values["infiniband.rx_bytes"] == nil)
    }

    @Test("a host without such cards says nothing, and that is no error")
    func none() throws {
        #expect(try InfiniBandCollector.values(of: .idleVM).rows.isEmpty)
    }
}
