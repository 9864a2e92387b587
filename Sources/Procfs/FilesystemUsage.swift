/// How full a file system is.
package struct FilesystemUsage: Sendable, Equatable {
    /// Bytes.
    package let size: UInt64
    /// Bytes that hold nothing, some of which may be kept for root.
    package let free: UInt64
    /// Bytes that anyone may still write.
    package let available: UInt64
    /// Nil where the file system makes inodes as it needs them (btrfs, vfat).
    package let inodes, inodesFree: UInt64?
    /// Whether it refuses writing now, perhaps after an error.
    package let isReadOnly: Bool

    /// From the numbers of `statvfs(3)`; nil if a size does not fit 64 bits.
    ///
    /// The blocks are of `f_frsize` bytes; of the flags, `ST_RDONLY` is 1.
    package init?(
        blockSize: UInt64, blocks: UInt64, free: UInt64, available: UInt64, inodes: UInt64, inodesFree: UInt64,
        flags: UInt64
    ) {
        let size = blocks.multipliedReportingOverflow(by: blockSize)
        let freeSize = free.multipliedReportingOverflow(by: blockSize)
        let availableSize = available.multipliedReportingOverflow(by: blockSize)
        guard !size.overflow, !freeSize.overflow, !availableSize.overflow else { return nil }
        self.size = size.partialValue
        self.free = freeSize.partialValue
        self.available = availableSize.partialValue
        self.inodes = inodes > 0 ? inodes : nil
        self.inodesFree = inodes > 0 ? inodesFree : nil
        isReadOnly = flags & 1 != 0
    }
}
