/// Which of the mounts are worth a graph: local, backed by a device, each once.
extension Mountinfo {
    /// The local file systems, in the order of mounting.
    ///
    /// Of a file system mounted several times, the shortest mount point. Left out are bind mounts, overlays, memory,
    /// images on loop devices, read-only image types, everything on the network and everything in user space (FUSE):
    /// asking one of the last two how full it is may never return.
    package var localFilesystems: [Mount] {
        var chosen: [Mount] = []
        for (index, mount) in mounts.enumerated() where mount.isLocalFilesystem {
            // A later mount on the same folder hides this one.
            guard !mounts[(index + 1)...].contains(where: { $0.mountPoint == mount.mountPoint }) else { continue }
            let known = chosen.firstIndex { $0.major == mount.major && $0.minor == mount.minor }
            guard let known else {
                chosen.append(mount)
                continue
            }
            if mount.mountPoint.utf8.count < chosen[known].mountPoint.utf8.count { chosen[known] = mount }
        }
        return chosen
    }
}

extension Mount {
    private static let localTypes: Set<String> = [
        "ext2", "ext3", "ext4", "xfs", "btrfs", "zfs", "f2fs", "jfs", "nilfs2", "reiserfs", "bcachefs", "vfat",
        "msdos", "exfat", "ntfs", "ntfs3", "hfs", "hfsplus", "ufs",
    ]

    /// Whether this is the whole of a file system on a device of this host.
    package var isLocalFilesystem: Bool {
        guard Self.localTypes.contains(type), !source.hasPrefix("/dev/loop") else { return false }
        guard source.hasPrefix("/dev/") || type == "zfs" || type == "btrfs" else { return false }
        // A btrfs subvolume is mounted whole, though its root is a folder.
        return root == "/" || superOptions.split(separator: ",").contains("subvol=\(root)")
    }
}
