import Collectors
import Procfs
import TestKit
import Testing

@Suite("Graphics processors")
struct GPUCollectorTests {
    private static let host = FixtureHost(name: "sensors")

    @Test("how busy each is is the mean of its samples; one that sleeps has memory alone")
    func values() throws {
        let values = try GPUCollector.values(of: Self.host)
        expect(
            values.row("gpu@card0"),
            are: [
                "busy": 46, "memory_busy": 16, "vram_used": 5_100_273_664, "vram_total": 17_163_091_968,
                "gtt_used": 110_100_480, "gtt_total": 16_777_216_000,
            ])
        #expect(
            values.row("gpu@card1").keys.sorted() == ["gtt_total", "gtt_used", "vram_total", "vram_used"])
        #expect(values.rows == ["gpu@card0", "gpu@card1"])
    }

    @Test("one that cannot be read is left out, and the others go on")
    func goes() throws {
        let host = try PlayedHost(Self.host)
        try host.unread("sys/class/drm/card0/device/mem_info_vram_total")
        #expect(try GPUCollector.values(of: host) { _ in }.rows == ["gpu@card1"])
    }

    @Test("one whose driver comes later is found within a minute")
    func later() throws {
        let host = try PlayedHost(Self.host)
        defer { withExtendedLifetime(host) {} }
        let collector = GPUCollector(host.roots)
        var buffer = ReadBuffer()
        var counts: [Int] = []
        for step in 0...4 {
            if step == 1 { try host.copy("sys/class/drm/card0", to: "sys/class/drm/card3") }
            try collector.sample(at: .start + Double(15 * step), through: &buffer)
            counts.append(collector.values(at: .start + Double(15 * step)).rows.count)
        }
        #expect(counts == [2, 2, 2, 2, 3])
    }

    @Test("one that sleeps is not woken by asking how busy it is")
    func asleep() throws {
        let host = try PlayedHost(Self.host)
        defer { withExtendedLifetime(host) {} }
        let card = try #require(GPU.all(host.roots.sys).last)
        let status = "sys/class/drm/card1/device/power/runtime_status"
        var buffer = ReadBuffer()
        let states: [(String, UInt64?)] = [("suspended", nil), ("active", 0), ("suspending", nil), ("resuming", 0)]
        for (word, busy) in states {
            try host.write(status, "\(word)\n")
            #expect(try card.read(through: &buffer))
            #expect(card.numbers[.busy] == busy)
            #expect(card.numbers[.memoryUsed] == 18_063_360)
        }
        try host.remove(status)
        _ = try card.read(through: &buffer)
        #expect(card.numbers[.busy] != nil)
    }

    @Test("more than all of the time is unknown", arguments: [("100", 100), ("101", nil)] as [(String, UInt64?)])
    func percent(text: String, expected: UInt64?) throws {
        let host = try PlayedHost(Self.host)
        defer { withExtendedLifetime(host) {} }
        try host.edit("sys/class/drm/card0/device/gpu_busy_percent") { _ in "\(text)\n" }
        let card = try #require(GPU.all(host.roots.sys).first)
        var buffer = ReadBuffer()
        #expect(try card.read(through: &buffer))
        #expect(card.numbers[.busy] == expected)
    }

    @Test("a host without has nothing to say", arguments: [FixtureHost.idleVM, .hypervisor])
    func absent(host: FixtureHost) throws {
        #expect(try GPUCollector.values(of: host).rows.isEmpty)
    }
}
