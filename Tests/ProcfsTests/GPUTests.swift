import Procfs
import TestKit
import Testing

@Suite("Graphics processors")
struct GPUTests {
    @Test("are those whose driver tells of them, without their outputs")
    func all() {
        #expect(GPU.all(FixtureHost(name: "sensors").first.sys).map(\.name) == ["card0", "card1"])
        #expect(GPU.all(FixtureHost.idleVM.first.sys).isEmpty)
    }
}
