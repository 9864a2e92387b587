import Parsers
import Procfs
import Testing

@Suite("Mountinfo")
struct MountinfoTests {
    @Test("parses a line of the manual page")
    func parses() throws {
        let info = try Mountinfo(
            "36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 shared:2 - ext3 /dev/root rw,errors=continue\n")
        let mount = try #require(info.mounts.first)
        #expect((mount.major, mount.minor) == (98, 0))
        #expect(mount.root == "/mnt1")
        #expect(mount.mountPoint == "/mnt2")
        #expect(mount.type == "ext3")
        #expect(mount.source == "/dev/root")
        #expect(mount.superOptions == "rw,errors=continue")
        #expect(!mount.isReadOnly)
    }

    @Test(
        "read-only by the mount or by the file system",
        arguments: [
            ("ro,relatime", "rw", true), ("rw", "ro", true), ("rw", "ro,x", true), ("ro", "ro", true),
            ("rw,relatime", "rw,errors=remount-ro", false), ("rw", "", false), ("rom", "rw", false),
        ])
    func readOnly(options: String, superOptions: String, isReadOnly: Bool) throws {
        let info = try Mountinfo("1 2 8:1 / /x \(options) - ext4 /dev/sda1 \(superOptions)\n")
        #expect(info.mounts.first?.isReadOnly == isReadOnly)
    }

    @Test(
        "undoes the kernel's escapes, and no others",
        arguments: [
            (#"/a\040b"#, "/a b"), (#"/a\011b"#, "/a\tb"), (#"/a\134040"#, #"/a\040"#), (#"/B\303\274ro"#, "/Büro"),
            (#"/a\04"#, #"/a\04"#), (#"/a\0"#, #"/a\0"#), (#"/a\"#, #"/a\"#), (#"/a\999"#, #"/a\999"#),
            (#"/a\777"#, #"/a\777"#), (#"/\377"#, "/\u{FFFD}"),
        ])
    func escapes(written: String, path: String) throws {
        #expect(try Mountinfo("1 2 8:1 / \(written) rw - ext4 /dev/sda1 rw\n").mounts.first?.mountPoint == path)
    }

    @Test(
        "says what it expected and what it found",
        arguments: [
            ("\n", #"self/mountinfo: expected mount id, found """#),
            ("1 2 8 / /x rw - ext4 /dev/sda1 rw\n", #"self/mountinfo: expected major:minor, found "8""#),
            ("1 2 8:-1 / /x rw - ext4 /dev/sda1 rw\n", #"self/mountinfo: expected minor number, found "-1""#),
            (
                "1 2 99999999999999999999:1 / /x rw\n",
                #"self/mountinfo: expected major number, found "99999999999999999999""#
            ),
            ("1 2 8:1 / x rw - ext4 /dev/sda1 rw\n", #"self/mountinfo: expected mount point, found "x""#),
            ("1 2 8:1 / /x rw shared:1 ext4\n", #"self/mountinfo: expected separator "-", found "ext4""#),
            ("1 2 8:1 / /x rw - ext4\n", #"self/mountinfo: expected file system type, found "ext4""#),
            (
                "1 2 8:1 / /x rw - ext4 /dev/sda1 r",
                #"self/mountinfo: expected end of line, found "1 2 8:1 / /x rw - ext4 /dev/sda1 r""#
            ),
        ])
    func malformed(text: String, message: String) {
        let error = #expect(throws: ProcfsError.self) { try Mountinfo(text) }
        #expect(error?.description == message)
    }

    @Test("parsed again, it follows the file; after an error it is empty")
    func again() throws {
        let first = "1 2 8:1 / /a rw - ext4 /dev/sda1 rw\n"
        let second = "1 2 8:1 / /b rw - ext4 /dev/sda1 rw\n"
        var info = Mountinfo()
        for text in [first, first, second, first + second] {
            try parse(text) { (bytes) throws(ProcfsError) in try info.parse(bytes) }
            #expect(info == (try Mountinfo(text)))
        }
        #expect(throws: ProcfsError.self) { try parse("x") { (bytes) throws(ProcfsError) in try info.parse(bytes) } }
        #expect(info == Mountinfo())
        try parse(first) { (bytes) throws(ProcfsError) in try info.parse(bytes) }
        #expect(info.mounts.map(\.mountPoint) == ["/a"])
    }
}
