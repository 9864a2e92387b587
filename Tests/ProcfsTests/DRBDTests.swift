import Procfs
import TestKit
import Testing

@Suite("DRBD")
struct DRBDTests {
    @Test("parses the devices of version 8.3 and 8.4, a sync among them")
    func version8() throws {
        let drbd = try DRBD(
            """
            version: 8.3.8 (api:88/proto:86-94)
            GIT-hash: d78846e52224fd00562f7c225bcc25b2d422321d build by x, 2010-06-17 14:47:26
             0: cs:SyncTarget ro:Secondary/Primary ds:Inconsistent/UpToDate C r----
                ns:0 nr:12031428 dw:12031364 dr:11 al:2179 bm:71877 lo:37 pe:2 ua:37 ap:1 ep:1 wo:b oos:301729988
            	[>....................] sync'ed:  3.9% (294656/306404)M delay_probe: 1
            	finish: 7:18:28 speed: 11,440 (10,448) K/sec
             1: cs:Unconfigured
            12: cs:StandAlone st:Primary/Unknown ds:UpToDate/DUnknown   r-----
                ns:5 nr:0 dw:6 dr:7 al:0 bm:0 lo:0 pe:0 ua:0 ap:0 ep:1 wo:f oos:8

            """)
        #expect(drbd.rows.map(\.name) == ["0", "12"])
        #expect(drbd.rows.map(\.state) == ["SyncTarget", "StandAlone"])
        let (sync, alone) = (drbd.rows[0].numbers, drbd.rows[1].numbers)
        #expect([sync[.connected], alone[.connected]] == [1, 0])
        #expect([sync[.primary], alone[.primary]] == [0, 1])
        #expect([sync[.peerPrimary], alone[.peerPrimary]] == [1, nil])
        #expect([sync[.upToDate], alone[.upToDate]] == [0, 1])
        #expect([sync[.peerUpToDate], alone[.peerUpToDate]] == [1, nil])
        #expect([sync[.sent], sync[.received], sync[.written], sync[.read]] == [0, 12_031_428, 12_031_364, 11])
        #expect([sync[.local], sync[.pending], sync[.unacked], sync[.application]] == [37, 2, 37, 1])
        #expect([sync[.outOfSync], alone[.outOfSync]] == [301_729_988, 8])
        #expect([sync[.synced], alone[.synced]] == [39, nil])
    }

    @Test("parses a file of version 9, which counts some requests apart")
    func version9() throws {
        let drbd = try DRBD(
            """
            v: 0

             1: cs:Established ro:Secondary/Primary ds:UpToDate/UpToDate C r-----
            \tns:0 nr:119598720 dw:161539164 dr:0 al:2125 bm:0 lo:0 pe:[3;1] ua:0 ap:[2;5] ep:1 wo:2 oos:0
            \tresync: used:0/61 hits:25476 misses:922 starving:0 locked:0 changed:592
            \tact_log: used:0/1237 hits:13283342 misses:15109 starving:0 locked:0 changed:12057
            \tblocked on activity log: 0/0/0

            """)
        let device = try #require(drbd.rows.first)
        #expect(device.state == "Established")
        #expect(device.numbers[.connected] == 1)
        #expect([device.numbers[.pending], device.numbers[.application]] == [4, 7])
    }

    @Test("a state of a later version is neither connected nor not")
    func unknown() throws {
        #expect(try DRBD(" 0: cs:Dreaming ro:Primary/Secondary\n").rows.first?.numbers[.connected] == nil)
    }

    @Test("without devices there are no rows", arguments: ["", "version: 9.1.22 (api:2/proto:86-121)\n"])
    func none(text: String) throws { #expect(try DRBD(text).rows.isEmpty) }

    @Test(
        "says what it expected and what it found",
        arguments: [
            (" 0: cs:Connected\n ns:x\n", #"drbd: expected number, found "x""#),
            (" 0: cs:Connected\n pe:[1,2]\n", #"drbd: expected [number;number], found "[1,2]""#),
            (" 0: cs:Connected\n sync'ed: x%\n", #"drbd: expected percent, found "x""#),
            (" 0: cs:Connected\n sync'ed:\n", #"drbd: expected percent, found """#),
            (" 0: cs:Connected", #"drbd: expected end of line, found " 0: cs:Connected""#),
        ])
    func malformed(text: String, message: String) {
        let error = #expect(throws: ProcfsError.self) { try DRBD(text) }
        #expect(error?.description == message)
    }

    @Test("peers of version 9 are found below debugfs, and kept while they stay")
    func peers() throws {
        var peers = DRBDPeers(FixtureHost.hypervisor.first.sys)
        peers.list()
        #expect(peers.peers.map(\.name) == ["images/peer-b/0", "images/peer-c/0"])
        let kept = peers.peers[0]
        peers.list()
        #expect(peers.peers[0] === kept)
        var buffer = ReadBuffer()
        let isRead = try kept.read(through: &buffer)
        #expect(isRead)
        #expect(kept.device.rows.first?.state == "Established")
    }
}
