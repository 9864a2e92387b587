import Glibc

/// Where the kernel's `/sys` is mounted, or a folder that looks like one.
///
/// Its files say what a device is. They are asked once, when a device appears, never on a tick.
package struct SysRoot: Sendable, Hashable {
    package let path: String

    package init(_ path: String = "/sys") { self.path = withoutTrailingSlash(path) }

    /// A file by its path below the root.
    ///
    /// Nothing is opened yet.
    package func file(_ relative: String) -> ProcFile { ProcFile("\(path)/\(relative)") }

    /// Whether the file or folder exists.
    package func has(_ relative: String) -> Bool {
        access("\(path)/\(relative)", F_OK) == 0
    }

    /// Whether the folder exists and is not empty.
    func hasEntries(_ relative: String) -> Bool { hasEntry("", in: relative) }

    /// Whether the folder has an entry whose name begins so.
    func hasEntry(_ prefix: StaticString, in relative: String) -> Bool {
        guard let folder = opendir("\(path)/\(relative)") else { return false }
        defer { closedir(folder) }
        while let entry = readdir(folder) {
            // What begins with a dot is the folder itself, the one around it, or hidden.
            if entry.pointee.d_name.0 == CChar(bitPattern: UInt8(ascii: ".")) { continue }
            let begins = withUnsafeBytes(of: &entry.pointee.d_name) { name in
                (0..<prefix.utf8CodeUnitCount).allSatisfy { name[$0] == prefix.utf8Start[$0] }
            }
            if begins { return true }
        }
        return false
    }

    /// The numbers of what a folder holds of a kind, in order: 0 and 1 of `mc0` and `mc1` for `mc`.
    ///
    /// None if the folder is missing; costs one system call then. Allocates.
    package func numbers(in relative: String, of kind: String) -> [Int] {
        guard let folder = opendir("\(path)/\(relative)") else { return [] }
        defer { closedir(folder) }
        var numbers: [Int] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            let digits = name.utf8.dropFirst(kind.utf8.count)
            guard name.hasPrefix(kind), (1...9).contains(digits.count),
                digits.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }), let number = Int(Substring(digits))
            else { continue }
            numbers.append(number)
        }
        return numbers.sorted()
    }

    /// The first line of a small file; nil if it is missing, empty or not UTF-8.
    package func line(_ relative: String) -> String? {
        var file = file(relative)
        return firstLine(of: &file)
    }

    /// The value in a file of lines such as `DRIVER=e1000e`; nil if there is none.
    func value(of key: String, in relative: String) -> String? {
        var buffer = ReadBuffer(capacity: 1024, limit: 64 << 10)
        var file = file(relative)
        let text: String?? = try? file.read(through: &buffer) { (bytes) throws(ProcfsError) in
            bytes.text(0..<bytes.count)
        }
        guard let text, let text else { return nil }
        for line in text.split(separator: "\n") where line.hasPrefix("\(key)=") {
            return String(line.dropFirst(key.count + 1))
        }
        return nil
    }

    /// The device's name as a folder of `/sys` spells it; nil if it could lead elsewhere.
    ///
    /// The kernel writes `cciss/c0d0` in `/proc/diskstats` and `cciss!c0d0` here.
    static func folder(_ name: String) -> String? {
        guard !name.isEmpty, name != ".", name != ".." else { return nil }
        return String(name.map { $0 == "/" ? "!" : $0 })
    }

    /// The device's name as `/proc` spells it, from the name of its folder.
    static func device(_ folder: String) -> String { String(folder.map { $0 == "!" ? "/" : $0 }) }
}

/// The first line of a small file, without blanks around it; nil if it is missing, empty or not UTF-8.
///
/// Allocates.
func firstLine(of file: inout ProcFile) -> String? {
    var buffer = ReadBuffer(capacity: 256, limit: 64 << 10)
    let line: String?? = try? file.read(through: &buffer) { (bytes) throws(ProcfsError) in
        var end = 0
        while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
        return bytes.text(bytes.trimmed(0..<end))
    }
    guard let line, let line, !line.isEmpty else { return nil }
    return line
}
