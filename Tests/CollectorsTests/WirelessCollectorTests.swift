import Collectors
import MetricModel
import Procfs
import TestKit
import Testing

@Suite("Wireless interfaces")
struct WirelessCollectorTests {
    @Test("the mean of two samples, and discards per second; strength that is not in dBm is not told")
    func values() throws {
        let values = try WirelessCollector.values(of: FixtureHost(name: "odd-names"))
        #expect(values.rows == ["wlan@wlp0s20f3.4094x", "wlan@büro0"])
        #expect(values["wlan@wlp0s20f3.4094x.link"] == 55)
        #expect(values["wlan@wlp0s20f3.4094x.level"] == -54)
        #expect(values["wlan@wlp0s20f3.4094x.noise"] == nil)
        #expect(values["wlan@wlp0s20f3.4094x.retry"] == 1)
        #expect(values["wlan@wlp0s20f3.4094x.misc"] == 2)
        #expect(values["wlan@büro0.level"] == nil)
        #expect(values["wlan@büro0.missed_beacon"] == 0)
    }

    @Test("a host without wireless interfaces says nothing, and that is no error")
    func none() throws {
        #expect(try WirelessCollector.values(of: .idleVM).rows.isEmpty)
    }
}
