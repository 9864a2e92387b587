import Procfs
import TestKit
import Testing

@Suite("HostFacts")
struct HostFactsTests {
    @Test(
        "what the fixture hosts are",
        arguments: [
            ("kernel-3.10", "3.10.108", "x86_64", "Intel(R) Xeon(R) CPU E5-2650 v3 @ 2.30GHz", 2299.998, nil),
            ("hypervisor", "6.1.0-18-amd64", "x86_64", "AMD EPYC 7302 16-Core Processor", 2994.374, 3000),
            ("many-cores", "6.8.0-31-generic", "x86_64", "AMD EPYC 9754 128-Core Processor", 2250, 3100),
            ("container", "5.15.0-105-generic", "aarch64", nil, nil, nil),
            ("odd-names", "6.6.31+rpt-rpi-v8", "aarch64", "Raspberry Pi 5 Model B Rev 1.0", nil, nil),
        ] as [(String, String, String, String?, Double?, Double?)])
    func facts(
        host: String, release: String, machine: String, model: String?, megahertz: Double?, maximum: Double?
    ) {
        let moment = FixtureHost(name: host).first
        let facts = HostFacts(proc: moment.proc, sys: moment.sys)
        #expect(facts.osType == "Linux")
        #expect(facts.osRelease == release)
        #expect(facts.machineType == machine)
        #expect(facts.cpuModel == model)
        #expect(facts.cpuMHz == megahertz)
        #expect(facts.cpuMaximumMHz == maximum)
    }

    @Test("where nothing can be read, only uname answers")
    func nothing() {
        let facts = HostFacts(proc: ProcRoot("/nowhere/proc"), sys: SysRoot("/nowhere/sys"))
        #expect(facts.osRelease == nil)
        #expect(facts.cpuModel == nil)
        #expect(facts.machineType?.isEmpty == false)
    }

    @Test(
        "the model under the names that architectures give it",
        arguments: [
            ("model name : X\nProcessor : Y\n", "X"), ("Processor : Y\nmodel name : X\n", "X"),
            ("Processor\t: ARMv7 rev 5\n", "ARMv7 rev 5"), ("cpu : POWER9\nclock : 3425.000000MHz\n", "POWER9"),
            ("model name :\nflags: a: b\n", nil), ("", nil), ("\n\n", nil),
        ] as [(String, String?)])
    func model(text: String, model: String?) throws {
        #expect(try parse(text) { (b) throws(ProcfsError) in try CPUInfo(parsing: b) }.model == model)
    }

    @Test("the clock of POWER, whose unit stands with the number")
    func power() throws {
        let info = try parse("clock\t\t: 3425.000000MHz\n") { (b) throws(ProcfsError) in try CPUInfo(parsing: b) }
        #expect(info.megahertz == 3425)
    }

    @Test("roots may end in slashes")
    func slashes() {
        #expect(ProcRoot("/proc/") == ProcRoot())
        #expect(SysRoot("/sys//") == SysRoot())
        #expect(ProcRoot("/").path == "/")
    }
}
