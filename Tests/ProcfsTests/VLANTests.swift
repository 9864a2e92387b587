import Parsers
import Procfs
import TestKit
import Testing

@Suite("VLAN")
struct VLANTests {
    @Test("its number, what it runs over, and what it carried")
    func parses() throws {
        let vlan = try VLAN(FixtureHost.hypervisor.first.proc)
        #expect(vlan.id == 100)
        #expect(vlan.parent == "bond0")
        #expect(vlan.numbers.rxFrames == 1_000_000_000)
        #expect(vlan.numbers.rxBytes == 1_000_000_000_000)
        #expect(vlan.numbers.rxMulticast == 4000)
        #expect(vlan.numbers.txFrames == 1_000_000_000)
        #expect(vlan.numbers.txBytes == 1_000_000_000_000)
    }

    @Test("an older kernel's lines that nobody wants are passed over, and what is not told is not known")
    func old() throws {
        let vlan = try VLAN(
            """
            vlan5  VID: 5\t REORDER_HDR: 0  dev->priv_flags: 1
                     total frames received            7
                      total headroom inc            0
                     total encap on xmit            9
            Device: eth0

            """)
        #expect(vlan.id == 5)
        #expect(vlan.parent == "eth0")
        #expect(vlan.numbers.rxFrames == 7)
        #expect(vlan.numbers.txBytes == nil)
    }

    @Test("a name with a colon or a space does not lead astray")
    func names() throws {
        #expect(try VLAN("eth0:x y  VID: 7\t REORDER_HDR: 1\n").id == 7)
    }

    @Test(
        "says what it expected and what it found",
        arguments: [
            ("", #"net/vlan: expected VID, found """#),
            ("vlan5\n", #"net/vlan: expected VID, found """#),
            ("vlan5  VID: 4096\t x\n", #"net/vlan: expected VID, found "4096""#),
            ("vlan5  VID: -1\n", #"net/vlan: expected VID, found "-1""#),
            ("vlan5  VID: 1\nDevice:  \n", nil),
            ("vlan5  VID: 1\ntotal frames received  x\n", #"net/vlan: expected number, found "x""#),
            ("vlan5  VID: 1\nDevice: eth0", #"net/vlan: expected end of line, found "Device: eth0""#),
        ])
    func malformed(text: String, message: String?) {
        guard let message else {
            #expect(throws: Never.self) { try VLAN(text) }
            return
        }
        let error = #expect(throws: ProcfsError.self) { try VLAN(text) }
        #expect(error?.description == message)
    }

    @Test(
        "an interface is up, is not, or the driver does not tell",
        arguments: [("up\n", true), ("lowerlayerdown\n", false), ("unknown\n", nil), ("", nil)] as [(String, Bool?)])
    func state(text: String, isUp: Bool?) {
        #expect(OperationalState(Array(text.utf8).span).isUp == isUp)
    }
}
