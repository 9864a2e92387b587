/// Which of the mounts are worth a graph: local, backed by a device, each once.
extension Mountinfo {
    /// The local file systems, in the order of mounting.
    ///
    /// Of a file system mounted several times, the shortest mount point. Left out are bind mounts, overlays, memory,
    /// images on loop devices, read-only image types, and all that may hang (``remoteFilesystems``).
    package var localFilesystems: [Mount] {
        let remote = mounts.filter(\.isRemoteFilesystem)
        return Self.each(
            visible.filter { mount in
                mount.isLocalFilesystem && !remote.contains { mount.liesBelow($0) }
            })
    }

    /// The file systems that may not answer when they are asked how full they are, in the order of mounting: those on the
    /// network, those in user space (FUSE), and local ones mounted below one of them, the way to which leads through it.
    ///
    /// Of a file system mounted several times, the shortest mount point. Left out are those that automount has mounted:
    /// asking would keep them mounted for ever.
    package var remoteFilesystems: [Mount] {
        let remote = mounts.filter(\.isRemoteFilesystem)
        let automounts = mounts.filter { $0.type == "autofs" }
        return Self.each(
            visible.filter { mount in
                (mount.isRemoteFilesystem || mount.isLocalFilesystem && remote.contains { mount.liesBelow($0) })
                    && !automounts.contains { $0.mountPoint == mount.mountPoint || mount.liesBelow($0) }
            })
    }

    /// Each file system once, under the shortest of its mount points.
    private static func each(_ mounts: [Mount]) -> [Mount] {
        var chosen: [Mount] = []
        for mount in mounts {
            let known = chosen.firstIndex { $0.major == mount.major && $0.minor == mount.minor }
            guard let known else {
                chosen.append(mount)
                continue
            }
            if mount.mountPoint.utf8.count < chosen[known].mountPoint.utf8.count { chosen[known] = mount }
        }
        return chosen
    }

    /// The mounts that no later mount on the same folder hides.
    var visible: [Mount] {
        var last: [String: Int] = [:]
        for (index, mount) in mounts.enumerated() { last[mount.mountPoint] = index }
        return mounts.enumerated().filter { last[$1.mountPoint] == $0 }.map(\.element)
    }
}

extension Mount {
    private static let localTypes: Set<String> = [
        "ext2", "ext3", "ext4", "xfs", "btrfs", "zfs", "f2fs", "jfs", "nilfs2", "reiserfs", "bcachefs", "vfat",
        "msdos", "exfat", "ntfs", "ntfs3", "hfs", "hfsplus", "ufs",
    ]

    private static let networkTypes: Set<String> = [
        "nfs", "nfs4", "cifs", "smb3", "smbfs", "ceph", "afs", "9p", "lustre", "gpfs", "beegfs", "panfs", "orangefs",
        "coda", "virtiofs", "vboxsf", "fuse", "fuseblk",
    ]

    /// Programs that show what is stored elsewhere, or nothing that is stored: one for each desktop, image or container.
    private static let hollowTypes: Set<String> = [
        "fuse.gvfsd-fuse", "fuse.portal", "fuse.lxcfs", "fuse.snapfuse", "fuse.squashfuse", "fuse.squashfuse_ll",
        "fuse.fuse-overlayfs", "fuse.overlayfs",
    ]

    /// Whether a server or a program must answer for this file system, which may take for ever.
    package var isRemoteFilesystem: Bool {
        Self.networkTypes.contains(type) || type.hasPrefix("fuse.") && !Self.hollowTypes.contains(type)
    }

    /// Whether the way to this mount point leads through the other one, unless that is the root, on which all depends.
    func liesBelow(_ other: Mount) -> Bool {
        let path = other.mountPoint.utf8
        return path.count > 1 && mountPoint.utf8.count > path.count && mountPoint.utf8.starts(with: path)
            && mountPoint.utf8.dropFirst(path.count).first == UInt8(ascii: "/")
    }

    /// Whether this is the whole of a file system on a device of this host.
    package var isLocalFilesystem: Bool {
        guard Self.localTypes.contains(type), !source.hasPrefix("/dev/loop") else { return false }
        guard source.hasPrefix("/dev/") || type == "zfs" || type == "btrfs" else { return false }
        // A btrfs subvolume is mounted whole, though its root is a folder.
        return root == "/" || superOptions.split(separator: ",").contains("subvol=\(root)")
    }
}
