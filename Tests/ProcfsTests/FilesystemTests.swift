import Foundation
import Parsers
import Procfs
import TestKit
import Testing

@Suite("File systems")
struct FilesystemTests {
    @Test(
        "local ones alone are chosen, each once",
        arguments: [
            ("idle-vm", ["/"]), ("kernel-3.10", ["/", "/boot"]), ("kernel-4.19", ["/"]), ("container", []),
            ("hypervisor", ["/", "/images", "/tank", "/backup", "/old"]),
            ("odd-names", ["/", "/boot/firmware", "/mnt/my disk", "/mnt/Büro", "/mnt/tab\tback\\slash"]),
        ])
    func chosen(host: String, mountPoints: [String]) throws {
        let chosen = try Mountinfo(FixtureHost(name: host).first.proc).localFilesystems
        #expect(chosen.map(\.mountPoint) == mountPoints)
    }

    @Test(
        "types and sources that are left out",
        arguments: [
            "/ - nfs4 filer:/x", "/ - cifs //filer/x", "/ - fuse.sshfs h:/", "/ - fuseblk /dev/sdz1", "/ - tmpfs tmpfs",
            "/ - overlay overlay", "/ - squashfs /dev/loop1", "/ - ext4 /dev/loop1", "/sub - ext4 /dev/sda1",
            "/ - ext4 none", "/ - proc proc", "/ - iso9660 /dev/sr0", "/@/x - btrfs /dev/sda1",
        ])
    func leftOut(line: String) throws {
        let parts = line.components(separatedBy: " - ")
        let info = try Mountinfo("1 2 8:1 \(parts[0]) /x rw - \(parts[1]) rw,subvol=/@\n")
        #expect(info.mounts.count == 1)
        #expect(info.localFilesystems.isEmpty)
    }

    @Test(
        "those that may hang are chosen apart, each once",
        arguments: [
            ("idle-vm", []), ("kernel-3.10", ["/data"]), ("hypervisor", ["/mnt/share", "/mnt/ssh"]),
            ("odd-names", ["/mnt/late"]), ("container", []),
        ])
    func remote(host: String, mountPoints: [String]) throws {
        let chosen = try Mountinfo(FixtureHost(name: host).first.proc).remoteFilesystems
        #expect(chosen.map(\.mountPoint) == mountPoints)
    }

    @Test(
        "what of a second mount below or beside it is local, remote or neither",
        arguments: [
            ("nfs filer:/", "/net/disk", "ext4 /dev/sda1", [], ["/net", "/net/disk"]),
            ("nfs filer:/", "/network", "ext4 /dev/sda1", ["/network"], ["/net"]),
            ("fuse.lxcfs lxcfs", "/net/disk", "ext4 /dev/sda1", ["/net/disk"], []),
            ("fuseblk /dev/sdz1", "/x", "fuse.gvfsd-fuse g", [], ["/net"]),
            ("autofs a", "/net/home", "nfs4 filer:/home", [], []),
            ("autofs a", "/net", "nfs4 filer:/home", [], []),
            ("9p share", "/net", "ext4 /dev/sda1", ["/net"], []),
        ])
    func below(first: String, path: String, second: String, local: [String], remote: [String]) throws {
        let info = try Mountinfo("1 2 0:50 / /net rw - \(first) rw\n3 1 8:1 / \(path) rw - \(second) rw\n")
        #expect(info.localFilesystems.map(\.mountPoint) == local)
        #expect(info.remoteFilesystems.map(\.mountPoint) == remote)
    }

    @Test("all that lies on a root that may hang is local all the same")
    func networkRoot() throws {
        let info = try Mountinfo("1 2 0:50 / / rw - nfs filer:/ rw\n3 1 8:1 / /x rw - ext4 /dev/sda1 rw\n")
        #expect(info.localFilesystems.map(\.mountPoint) == ["/x"])
        #expect(info.remoteFilesystems.map(\.mountPoint) == ["/"])
    }

    @Test("recorded usage: bytes, inodes, read-only")
    func recorded() throws {
        let statistics = FilesystemStatistics(beside: FixtureHost(name: "hypervisor").first.proc)
        let root = try #require(statistics.usage("/"))
        #expect(root.size == 104_857_600_000)
        #expect(root.free == 36_864_000_000)
        #expect(root.available == 31_539_200_000)
        #expect(root.inodes == 6_553_600)
        #expect(root.inodesFree == 6_000_000)
        #expect(!root.isReadOnly)
        #expect(statistics.usage("/backup")?.isReadOnly == true)
        #expect(statistics.usage("/mnt/share") == nil)
    }

    @Test("mount points with spaces, and file systems without a table of inodes")
    func recordedOdd() throws {
        let statistics = FilesystemStatistics(beside: FixtureHost(name: "odd-names").first.proc)
        #expect(statistics.usage("/mnt/my disk")?.available == 1_638_400)
        let root = try #require(statistics.usage("/"))
        #expect(root.inodes == nil)
        #expect(root.inodesFree == nil)
    }

    @Test("sizes that do not fit are unknown")
    func overflow() throws {
        let statistics = try parse("4096 18446744073709551615 1 1 1 1 0 /\n") { (bytes) throws(ProcfsError) in
            try FilesystemStatistics.recorded(bytes)
        }
        #expect(statistics.usage("/") == nil)
    }

    @Test("a recording that is broken says so", arguments: ["4096 1 1 1 1 1 0\n", "x\n", "4096 1 1 1 1 1 0 /"])
    func broken(text: String) {
        #expect(throws: ProcfsError.self) {
            try parse(text) { (bytes) throws(ProcfsError) in _ = try FilesystemStatistics.recorded(bytes) }
        }
    }

    @Test("the kernel tells of this machine's root, and of nothing that is not there")
    func system() throws {
        for statistics in [FilesystemStatistics.system, FilesystemStatistics(beside: ProcRoot())] {
            let root = try #require(statistics.usage("/"))
            #expect(root.size > 0)
            #expect(root.free >= root.available)
            #expect(statistics.usage("/nowhere/at/all") == nil)
        }
    }
}
