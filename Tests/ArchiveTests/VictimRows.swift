import Archive
import Foundation
import MetricModel
import Testing

/// Expects every row that a victim said is safe, of each of its hosts, up to the last 2,000.
func expectVictimRows(upTo safe: Int, in archive: Archive) async throws {
    let from = midnight + max(0, safe + 1 - 2000) * 15
    for number in 0..<Victim.hosts {
        let name = try #require(HostName("host\(number)"))
        let series = cpu(HostKey(cluster: prod, name: name))
        let found = try await archive.fetch(Query(series, from: from, to: midnight + (safe + 1) * 15, resolution: 15))
        let expected = Array(((found.start - midnight) / 15)...safe)
        #expect(found["user"] == expected.map { Double($0) })
        #expect(found["idle"] == expected.map { Victim.idle(row: $0, host: number) })
        let header = try RRDHeader(readingFrom: archive.layout.path(of: series), now: midnight + 10_000_000)
        #expect((header?.lastUpdate ?? 0) >= midnight + (safe + 1) * 15)
    }
}
