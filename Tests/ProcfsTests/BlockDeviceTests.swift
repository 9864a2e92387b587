import Procfs
import TestKit
import Testing

@Suite("BlockDevice")
struct BlockDeviceTests {
    @Test(
        "is known by its name where /sys does not know it",
        arguments: [
            ("sda", .disk), ("sda1", .partition), ("sdab15", .partition), ("vdb", .disk), ("vdb2", .partition),
            ("xvda1", .partition), ("hdc3", .partition), ("nvme0n1", .disk), ("nvme0n1p2", .partition),
            ("mmcblk0", .disk), ("mmcblk0p1", .partition), ("mmcblk0boot0", .disk), ("nbd0", .disk),
            ("nbd0p1", .partition), ("cciss/c0d0", .disk), ("cciss/c0d0p1", .partition), ("dasda", .disk),
            ("loop0", .loop), ("loop0p1", .partition), ("ram15", .ram), ("zram0", .zram), ("sr0", .optical),
            ("fd0", .floppy), ("dm-12", .deviceMapper), ("md0", .md), ("md127p1", .partition), ("md_d0", .md),
            ("bcache0", .stacked), ("zd16p1", .partition), ("pmem0", .disk), ("", .disk), ("..", .disk),
            ("sd\u{663}", .disk),
        ] as [(String, BlockDevice.Kind)])
    func byName(name: String, kind: BlockDevice.Kind) {
        #expect(BlockDevice(name, sys: SysRoot("/nowhere")).kind == kind)
    }

    @Test(
        "/sys knows better than the name",
        arguments: [
            ("odd-names", "xvda1", .disk), ("odd-names", "cciss/c0d0", .disk), ("odd-names", "nvme0c0n1", .path),
            ("odd-names", "cciss/c0d0p1", .partition), ("hypervisor", "dm-0", .deviceMapper),
            ("hypervisor", "md0", .md),
            ("hypervisor", "sda1", .partition), ("hypervisor", "sda", .disk), ("kernel-4.19", "vda14", .partition),
            ("idle-vm", "vda", .disk), ("idle-vm", "zram0", .zram),
        ] as [(String, String, BlockDevice.Kind)])
    func bySys(host: String, name: String, kind: BlockDevice.Kind) {
        #expect(BlockDevice(name, sys: FixtureHost(name: host).first.sys).kind == kind)
    }

    @Test("has the name that LVM gave it")
    func label() {
        let sys = FixtureHost(name: "hypervisor").first.sys
        #expect(BlockDevice("dm-1", sys: sys).label == "vg0-images")
        #expect(BlockDevice("dm-9", sys: sys).label == nil)
        #expect(BlockDevice("sda", sys: sys).label == nil)
    }

    @Test(
        "what is summed and what is shown",
        arguments: [
            ("sda", true, true), ("sr0", true, false), ("sda1", false, false), ("loop0", false, false),
            ("ram0", false, false), ("zram0", false, false), ("dm-0", false, true), ("md0", false, true),
            ("bcache0", false, true),
        ])
    func counts(name: String, isSummed: Bool, isShown: Bool) {
        let device = BlockDevice(name, sys: SysRoot("/nowhere"))
        #expect(device.isSummed == isSummed)
        #expect(device.isShown == isShown)
    }
}
