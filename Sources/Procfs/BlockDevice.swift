/// What a block device is, and so whether it counts.
///
/// Asked once, when the device appears: costs some system calls.
package struct BlockDevice: Sendable, Equatable {
    package let name: String
    package let kind: Kind
    /// The name that people gave a device-mapper device (`vg0-root`), where `/sys` tells it.
    package let label: String?

    package enum Kind: Sendable, Hashable, CaseIterable {
        /// A whole disk, or what a virtual machine takes for one.
        case disk
        case partition
        /// A file made to look like a disk.
        case loop
        /// Memory made to look like a disk.
        case ram, zram
        case optical, floppy
        /// LVM, encryption, multipath: on top of other devices.
        case deviceMapper
        /// Software RAID, on top of other devices.
        case md
        /// Another device on top of devices of this host: bcache, DRBD, a ZFS volume.
        case stacked
        /// One of several ways to a disk that is listed itself.
        case path
    }

    /// Whether the device counts in the host's total.
    ///
    /// What passes through stacked devices reaches a disk and is counted there.
    package var isSummed: Bool {
        switch kind {
        case .disk, .optical, .floppy: true
        case .partition, .loop, .ram, .zram, .deviceMapper, .md, .stacked, .path: false
        }
    }

    /// Whether the device has graphs of its own.
    package var isShown: Bool {
        switch kind {
        case .disk, .deviceMapper, .md, .stacked: true
        case .partition, .loop, .ram, .zram, .optical, .floppy, .path: false
        }
    }
}

extension BlockDevice {
    /// Asks `/sys`, and the name where `/sys` does not know the device.
    package init(_ name: String, sys: SysRoot) {
        self.name = name
        let folder = SysRoot.folder(name)
        kind = Self.kind(byName: name) ?? folder.flatMap { Self.kind(of: $0, in: sys) } ?? Self.guess(name)
        label = kind == .deviceMapper ? folder.flatMap { sys.line("block/\($0)/dm/name") } : nil
    }

    /// Kinds that always bear the same name.
    private static func kind(byName name: String) -> Kind? {
        guard let digits = name.firstIndex(where: { $0.isASCIIDigit }) else { return nil }
        // A partition of one of these has more behind the number: `loop0p1`.
        let isPartition = !name[digits...].allSatisfy(\.isASCIIDigit)
        switch name[..<digits] {
        case "loop": return isPartition ? .partition : .loop
        case "ram": return .ram
        case "zram": return .zram
        case "sr": return .optical
        case "fd": return .floppy
        case "dm-": return .deviceMapper
        case "md", "md_d": return isPartition ? .partition : .md
        case "zd", "bcache", "drbd": return isPartition ? .partition : .stacked
        default: return nil
        }
    }

    /// What `/sys` says; nil if it does not know the device.
    private static func kind(of folder: String, in sys: SysRoot) -> Kind? {
        if sys.has("block/\(folder)") {
            if sys.line("block/\(folder)/hidden") == "1" { return .path }
            if sys.has("block/\(folder)/dm") { return .deviceMapper }
            if sys.has("block/\(folder)/md") { return .md }
            return sys.hasEntries("block/\(folder)/slaves") ? .stacked : .disk
        }
        return sys.has("class/block/\(folder)/partition") ? .partition : nil
    }

    /// What the name alone suggests: `sda1`, `nvme0n1p2`, `mmcblk0p1`.
    private static func guess(_ name: String) -> Kind {
        let device = name.split(separator: "/").last ?? ""
        if device.hasPrefix("md_") { return .md }
        let number = device.reversed().prefix(while: \.isASCIIDigit).count
        guard number > 0 else { return .disk }
        let stem = device.dropLast(number)
        if stem.last == "p", stem.dropLast().last?.isASCIIDigit == true { return .partition }
        let families = ["sd", "hd", "vd", "xvd", "ubd"]
        let isPartition = families.contains { family in
            stem.hasPrefix(family) && stem.count > family.count
                && stem.dropFirst(family.count).allSatisfy { $0.isASCII && $0.isLowercase }
        }
        return isPartition ? .partition : .disk
    }
}

extension Character {
    /// `0` to `9`, and no digit of another script.
    var isASCIIDigit: Bool { isASCII && isNumber }
}
