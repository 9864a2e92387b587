import Procfs
import TestKit
import Testing

@Suite("Mdstat")
struct MdstatTests {
    @Test("parses arrays of every kind, with bitmaps, chunks and unused devices")
    func parses() throws {
        let mdstat = try Mdstat(
            """
            Personalities : [linear] [raid0] [raid1] [raid10] [raid5] [raid4] [raid6] [multipath] [faulty]
            md3 : active raid6 sda1[8] sdh1[7] sdg1[6] sdf1[5] sde1[11] sdd1[3] sdc1[10] sdb1[9](S) sdd2[12](S)
                  5853468288 blocks super 1.2 level 6, 64k chunk, algorithm 2 [8/8] [UUUUUUUU]
                  bitmap: 3/8 pages [12KB], 65536KB chunk

            md4 : inactive raid1 sda3[0](F) sdb3[1](S)
                  4883648 blocks [2/0] [__]

            md8 : active raid1 sdb1[1] sda1[0] sdc[2](S) sde[3](W)
                  195310144 blocks [2/2] [UU]
                  [=>...................]  resync =  8.5% (16775552/195310144) finish=17.0min speed=259783K/sec

            md9 : active raid1 sdc2[2] sdd2[3] sdb2[1] sda2[0] sde[4](F) sdf[5](F) sdg[6](S)
                  523968 blocks super 1.2 [4/4] [UUUU]
                  	resync=DELAYED

            md10 : active raid0 sda1[0] sdb1[1]
                  314159265 blocks 64k chunks

            md11 : active (read-only) raid10 sdh[4](J) sdg[3] sdf[2] sde[1] sdd[0]
                  314159265 blocks super 1.2 512K chunks 2 near-copies [4/4] [UUUU]
                  [>....................]  reshape =100.0% (314159265/314159265) finish=0.0min speed=-5K/sec

            md12 : broken linear sdx[0]
                  1024 blocks super 1.2 0k rounding

            md13 : inactive sdk[0](S)
                  1024 blocks super external:imsm

            unused devices: sdz <none>

            """)
        #expect(mdstat.rows.map(\.name) == ["md3", "md4", "md8", "md9", "md10", "md11", "md12", "md13"])
        #expect(
            mdstat.rows.map(\.level) == ["raid6", "raid1", "raid1", "raid1", "raid0", "raid10", "linear", nil])
        #expect(
            mdstat.rows.map(\.state) == [
                .active, .inactive, .active, .active, .active, .readOnly, .broken, .inactive,
            ])
        #expect(mdstat.rows.map(\.disks) == [8, 2, 2, 4, 2, 4, 1, 0])
        #expect(mdstat.rows.map(\.active) == [8, 0, 2, 4, 2, 4, 1, 0])
        #expect(mdstat.rows.map(\.failed) == [0, 1, 0, 2, 0, 0, 0, 0])
        #expect(mdstat.rows.map(\.spare) == [2, 1, 1, 1, 0, 0, 0, 1])
        #expect(mdstat.rows.map(\.sync?.action) == [nil, nil, .resync, .resync, nil, .reshape, nil, nil])
        #expect(mdstat.rows[2].sync?.done == 16_775_552)
        #expect(mdstat.rows[2].sync?.total == 195_310_144)
        #expect(mdstat.rows[2].sync?.speed == 259_783 * 1024)
        #expect(mdstat.rows[2].sync?.isWaiting == false)
        #expect(mdstat.rows[3].sync?.isWaiting == true)
        #expect(mdstat.rows[3].sync?.done == nil)
        #expect(mdstat.rows[5].sync?.speed == nil)
    }

    @Test("a host without arrays has no rows", arguments: ["", "Personalities : \nunused devices: <none>\n"])
    func none(text: String) throws { #expect(try Mdstat(text).rows.isEmpty) }

    @Test(
        "says what it expected and what it found",
        arguments: [
            ("md0 : gone\n", #"mdstat: expected active or inactive, found "gone""#),
            ("md0 :\n", #"mdstat: expected active or inactive, found """#),
            ("md0 : active raid1\n  1 blocks [2/x] [U_]\n", #"mdstat: expected number, found "x""#),
            (
                "md0 : active raid1\n  1 blocks [2/18446744073709551616]\n",
                #"mdstat: expected number, found "18446744073709551616""#
            ),
            ("md0 : active raid1\n  resync = 1% (1//)\n", #"mdstat: expected number, found "/""#),
            ("md0 : active raid1\n  resync = 1% (1/2) speed=fast\n", #"mdstat: expected speed in K/sec, found "fast""#),
            ("md0 : active raid1", #"mdstat: expected end of line, found "md0 : active raid1""#),
        ])
    func malformed(text: String, message: String) {
        let error = #expect(throws: ProcfsError.self) { try Mdstat(text) }
        #expect(error?.description == message)
    }

    @Test("parsed again, it holds the arrays of the new file alone")
    func again() throws {
        var mdstat = try Mdstat(
            "md0 : active raid1 a[0] b[1](F)\n  9 blocks [2/1] [U_]\n  check = 1% (1/9) speed=1K/sec\n")
        let second = "md1 : active raid0 c[0]\n  9 blocks\nmd0 : inactive a[0](S)\n"
        try parse(second) { (bytes) throws(ProcfsError) in try mdstat.parse(bytes) }
        #expect(mdstat == (try Mdstat(second)))
        #expect(throws: ProcfsError.self) {
            try parse("x : y\n") { (bytes) throws(ProcfsError) in try mdstat.parse(bytes) }
        }
        #expect(mdstat.rows.isEmpty)
    }

    @Test("words of array_state and sync_action, and words of later kernels")
    func words() throws {
        #expect(try ["clear", "inactive"].allSatisfy { try parse("\($0)\n", MDArray.state) == .inactive })
        #expect(
            try ["clean", "active", "write-pending", "active-idle"].allSatisfy {
                try parse("\($0)\n", MDArray.state) == .active
            })
        #expect(try parse("read-auto\n", MDArray.state) == .readOnly)
        #expect(try parse("suspended\n", MDArray.state) == .suspended)
        #expect(try parse("broken\n", MDArray.state) == .broken)
        #expect(try parse("something-quite-new\n", MDArray.state) == nil)
        #expect(try parse("recover\n", MDArray.action) == .recover)
        #expect(try parse("x\n", MDArray.action) == nil)
        let error = #expect(throws: ProcfsError.self) { try parse("\n", MDArray.action) }
        #expect(error?.description == #"block/*/md: expected a word, found """#)
    }
}
