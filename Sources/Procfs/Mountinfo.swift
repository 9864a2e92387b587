/// What the kernel reports in `/proc/self/mountinfo`: what is mounted, in the order of mounting.
///
/// Reading it costs 40 µs: do so seldom, or when `ProcFile.hasChanged()`. One value is parsed into again and again; while
/// the file stays the same that allocates nothing.
package struct Mountinfo: Sendable, Equatable {
    package private(set) var mounts: [Mount] = []
    private var content: [UInt8] = []

    package static let path = "self/mountinfo"

    package init() {}
}

/// One mount.
///
/// Bytes that are not UTF-8 are replaced in its texts, so that such a mount point cannot be asked for.
package struct Mount: Sendable, Equatable {
    package let major, minor: Int
    /// The folder of the file system that was mounted: `/`, unless it is a bind mount or a subvolume.
    package let root: String
    package let mountPoint: String
    /// `ext4`, `tmpfs`, `fuse.sshfs`.
    package let type: String
    /// The device, or whatever the type calls its source; may be empty.
    package let source: String
    /// Whether this mount or the file system as a whole refuses writing.
    package let isReadOnly: Bool
    /// The options of the file system itself, separated by commas.
    package let superOptions: String
}

extension Mountinfo {
    /// Replaces the reading; after an error it is empty.
    package mutating func parse(_ bytes: Span<UInt8>) throws(ProcfsError) {
        if !content.isEmpty, holds(bytes) { return }
        mounts.removeAll(keepingCapacity: true)
        content.removeAll(keepingCapacity: true)
        do throws(ProcfsError) {
            var fields = Fields(of: Self.file)
            while try fields.nextLine(in: bytes) { mounts.append(try Mount(&fields, in: bytes)) }
        } catch {
            mounts.removeAll(keepingCapacity: true)
            throw error
        }
        bytes.withUnsafeBufferPointer { content.append(contentsOf: $0) }
    }

    fileprivate static let file: StaticString = "self/mountinfo"

    private func holds(_ bytes: Span<UInt8>) -> Bool {
        guard bytes.count == content.count else { return false }
        let old = content.span
        for index in 0..<bytes.count where bytes[index] != old[index] { return false }
        return true
    }
}

extension Mount {
    /// Takes a line such as `36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue`.
    fileprivate init(_ fields: inout Fields, in bytes: Span<UInt8>) throws(ProcfsError) {
        let space = UInt8(ascii: " ")
        // One space separates two fields, and a source may be empty: words would not do.
        func field(_ expected: StaticString) throws(ProcfsError) -> Range<Int> {
            guard let field = fields.text(upTo: space, in: bytes) else {
                throw fields.malformed(in: bytes, fields.remainder(), expected)
            }
            return field
        }
        _ = try field("mount id")
        _ = try field("parent's mount id")
        let device = try field("device number")
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":"), in: device) else {
            throw fields.malformed(in: bytes, device, "major:minor")
        }
        major = try fields.count(in: bytes, at: device.lowerBound..<colon, "major number")
        minor = try fields.count(in: bytes, at: colon + 1..<device.upperBound, "minor number")
        root = Self.unescaped(bytes, try field("root"))
        let point = try field("mount point")
        guard !point.isEmpty, bytes[point.lowerBound] == UInt8(ascii: "/") else {
            throw fields.malformed(in: bytes, point, "mount point")
        }
        mountPoint = Self.unescaped(bytes, point)
        let options = try field("mount options")
        while !bytes.matches(try field("separator \"-\""), "-") {}
        type = Self.unescaped(bytes, try field("file system type"))
        source = Self.unescaped(bytes, try field("source"))
        let superOptions = fields.remainder()
        self.superOptions = bytes.repairedText(superOptions)
        isReadOnly = Self.beginsReadOnly(bytes, options) || Self.beginsReadOnly(bytes, superOptions)
    }

    /// `rw` or `ro` stands first in both lists of options.
    private static func beginsReadOnly(_ bytes: Span<UInt8>, _ options: Range<Int>) -> Bool {
        bytes.matches(options, "ro") || bytes.hasPrefix(options, "ro,")
    }

    /// Undoes the kernel's `\040` for a space, `\011` tab, `\012` newline, `\134` backslash.
    static func unescaped(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String {
        guard bytes.firstIndex(of: UInt8(ascii: "\\"), in: range) != nil else { return bytes.repairedText(range) }
        var plain: [UInt8] = []
        plain.reserveCapacity(range.count)
        var index = range.lowerBound
        while index < range.upperBound {
            if bytes[index] == UInt8(ascii: "\\"), range.upperBound - index > 3,
                let byte = octal(bytes[index + 1], bytes[index + 2], bytes[index + 3])
            {
                plain.append(byte)
                index += 4
            } else {
                plain.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: plain, as: UTF8.self)
    }

    private static func octal(_ high: UInt8, _ middle: UInt8, _ low: UInt8) -> UInt8? {
        let digits = (high &- 0x30, middle &- 0x30, low &- 0x30)
        guard digits.0 < 4, digits.1 < 8, digits.2 < 8 else { return nil }
        return digits.0 << 6 | digits.1 << 3 | digits.2
    }
}
