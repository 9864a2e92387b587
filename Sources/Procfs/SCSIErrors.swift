/// What a SCSI disk counts of its requests, from `/sys/block/*/device`.
///
/// NVMe, virtio and other disks that do not speak SCSI have no such files. Some requests fail at every start, when the
/// kernel asks what the disk can do: a count that rises matters, not one that is above zero.
package enum SCSIErrorKey: String, NumberKey {
    /// Requests that ended with an error.
    case errors = "ioerr_cnt"
    /// Requests that were not answered in time; since Linux 6.0.
    case timeouts = "iotmo_cnt"

    package static let file: StaticString = "block/*/device"
}

/// The counters of a SCSI disk, whose files stay open.
package final class SCSIErrors {
    /// As in `/proc/diskstats`.
    package let name: String
    package private(set) var numbers = Numbers<SCSIErrorKey>()
    private var errors, timeouts: ProcFile

    /// Nil if the disk does not speak SCSI; the folder is its name as `/sys` spells it.
    package init?(folder: String, sys: SysRoot) {
        guard sys.has("block/\(folder)/device/\(SCSIErrorKey.errors.rawValue)") else { return nil }
        name = SysRoot.device(folder)
        errors = sys.file("block/\(folder)/device/\(SCSIErrorKey.errors.rawValue)")
        timeouts = sys.file("block/\(folder)/device/\(SCSIErrorKey.timeouts.rawValue)")
    }

    /// Reads both counters; after an error both are unknown.
    package func read(through buffer: inout ReadBuffer) throws(ProcfsError) {
        numbers.clear()
        let errors = try errors.readIfPresent(through: &buffer, Self.number)
        let timeouts = try timeouts.readIfPresent(through: &buffer, Self.number)
        numbers.set(errors, at: 0)
        numbers.set(timeouts, at: 1)
    }

    /// The number in such a file: `0x1f` on a line.
    package static func number(_ bytes: Span<UInt8>) throws(ProcfsError) -> UInt64 {
        var fields = Fields(of: SCSIErrorKey.file)
        _ = try fields.nextLine(in: bytes)
        let word = fields.word(in: bytes)
        try fields.finish(in: bytes)
        guard bytes.hasPrefix(word, "0x"), word.count > 2, word.count <= 18 else {
            throw fields.malformed(in: bytes, word, "0x and a number")
        }
        var value: UInt64 = 0
        for index in word.dropFirst(2) {
            guard let digit = Character(Unicode.Scalar(bytes[index])).hexDigitValue else {
                throw fields.malformed(in: bytes, word, "0x and a number")
            }
            value = value << 4 | UInt64(digit)
        }
        return value
    }
}
