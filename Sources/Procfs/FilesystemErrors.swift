/// How many faults an ext4 file system has found in itself since its last check, from `/sys/fs/ext4/DEVICE/errors_count`.
///
/// Other kinds of file system have no such file.
package final class FilesystemErrors {
    private var file: ProcFile

    /// Nil if the file system does not count.
    ///
    /// Asks `/sys` for the device's name: costs some system calls.
    package init?(of mount: Mount, sys: SysRoot) {
        guard mount.type.hasPrefix("ext"), let device = Self.device(of: mount, in: sys) else { return nil }
        let path = "fs/ext4/\(device)/errors_count"
        guard sys.has(path) else { return nil }
        file = sys.file(path)
    }

    /// The count; nil if it cannot be told, which is no reason not to say how full the file system is.
    package func count(through buffer: inout ReadBuffer) -> UInt64? {
        let count: UInt64?? = try? file.read(through: &buffer) { (bytes) throws(ProcfsError) in
            var fields = Fields(of: "fs/ext4/*/errors_count")
            _ = try fields.nextLine(in: bytes)
            // Text that is no number would be told as an error, and nobody reads that here.
            let line = bytes.trimmed(fields.remainder())
            guard line.allSatisfy({ (48...57).contains(bytes[$0]) }) else { return nil }
            return try fields.unsigned(in: bytes, at: line, "number")
        }
        return count ?? nil
    }

    /// `sda1` or `dm-0`: the mount's source may be another name for it (`/dev/mapper/vg0-root`, `/dev/root`).
    private static func device(of mount: Mount, in sys: SysRoot) -> String? {
        var file = sys.file("dev/block/\(mount.major):\(mount.minor)/uevent")
        var buffer = ReadBuffer(capacity: 512, limit: 64 << 10)
        let name: String?? = try? file.read(through: &buffer) { (bytes) throws(ProcfsError) in
            var fields = Fields(of: "dev/block/*/uevent")
            while try fields.nextLine(in: bytes) {
                let line = fields.remainder()
                if bytes.hasPrefix(line, "DEVNAME=") { return bytes.text(line.dropFirst("DEVNAME=".utf8.count)) }
            }
            return nil
        }
        guard let name, let name else { return nil }
        return SysRoot.folder(name)
    }
}
