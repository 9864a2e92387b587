import Collectors
import MetricModel
import Procfs
import TestKit
import Testing

@Suite("Memory of nodes and zones, and its errors")
struct NodeCollectorsTests {
    @Test("a node's memory is told in bytes, and where its pages went in pages per second")
    func numa() throws {
        let values = try NUMACollector.values(of: .hypervisor)
        #expect(values.rows == ["numa@0", "numa@1"])
        #expect(values.row("numa@0").count == 23)
        #expect(values["numa@0.free"] == 5_999_925 * 1024.0)
        #expect(values["numa@1.dirty"] == 850 * 1024.0)
        #expect(values["numa@0.hit"] == 1000)
        #expect(values["numa@0.miss"] == 0)
        #expect(values["numa@1.miss"] == 10)
        #expect(values["numa@0.foreign"] == 10)
        #expect(values["numa@1.other"] == 50)
        #expect(try NUMACollector.values(of: .container).rows.isEmpty)
    }

    @Test("nodes and controllers are listed again after a while, and one that went harms no other")
    func listedAgain() throws {
        let host = try PlayedHost(.hypervisor)
        defer { withExtendedLifetime(host) {} }
        let (numa, edac) = (NUMACollector(host.roots), EDACCollector(host.roots))
        var buffer = ReadBuffer()
        for sample in 0...20 {
            try numa.sample(at: .start + Double(15 * sample), through: &buffer)
            try edac.sample(at: .start + Double(60 * sample), through: &buffer)
            if sample == 0 {
                try host.edit("sys/devices/system/node/online") { _ in "1\n" }
                try host.remove("sys/devices/system/edac/mc/mc0")
            }
        }
        #expect(numa.values(at: .start + 300).rows == ["numa@1"])
        #expect(edac.values(at: .start + 1200).rows == ["edac@mc1"])
    }

    @Test("a zone's marks are told in bytes, of zones that have memory")
    func zones() throws {
        let values = try ZoneCollector.values(of: .hypervisor)
        #expect(values.rows == ["zone@0 DMA", "zone@0 DMA32", "zone@0 Normal", "zone@1 Normal"])
        expect(
            values.row("zone@0 Normal"),
            are: [
                "free": (1_096_160 - 187.5) * 4096, "min": 8400 * 4096, "low": 24000 * 4096, "high": 39600 * 4096,
                "managed": 15_980_000 * 4096, "present": 16_252_928 * 4096,
            ])
        #expect(try ZoneCollector.values(of: .manyCores).rows == ["zone@0 Normal", "zone@1 Normal"])
        #expect(try ZoneCollector.values(of: FixtureHost(name: "kernel-3.10")).rows.count == 3)
        #expect(try ZoneCollector.values(of: .container).rows.isEmpty)
    }

    @Test("memory errors are told in all and per second")
    func edac() throws {
        let values = try EDACCollector.values(of: .hypervisor)
        expect(values.row("edac@mc0"), are: ["ce_rate": 0, "ue_rate": 0, "ce_count": 7, "ue_count": 0])
        expect(values.row("edac@mc1"), are: ["ce_rate": 2, "ue_rate": 0, "ce_count": 1215, "ue_count": 1])
        #expect(try EDACCollector.values(of: .idleVM).rows.isEmpty)
    }
}
