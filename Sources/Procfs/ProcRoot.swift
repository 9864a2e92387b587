import Glibc

/// Where the kernel's `/proc` is mounted, or a folder that looks like one.
package struct ProcRoot: Sendable, Hashable {
    package let path: String

    package init(_ path: String = "/proc") { self.path = withoutTrailingSlash(path) }

    /// A file by its path below the root: `net/dev`.
    ///
    /// Nothing is opened yet.
    package func file(_ relative: String) -> ProcFile { ProcFile("\(path)/\(relative)") }

    /// Whether the file or folder exists.
    package func has(_ relative: String) -> Bool { access("\(path)/\(relative)", F_OK) == 0 }

    /// Reads and parses one file once: for what is read seldom.
    ///
    /// Allocates.
    package func read<Result>(
        _ relative: String, _ parse: (Span<UInt8>) throws(ProcfsError) -> Result
    ) throws(ProcfsError) -> Result {
        var buffer = ReadBuffer()
        var file = file(relative)
        return try file.read(through: &buffer, parse)
    }

    /// What a recorded host keeps beside its `proc` because a system call tells it: `statvfs`, `uname`.
    ///
    /// Nil for `/proc` itself, where the system call answers.
    func recording(_ name: String) -> String? {
        guard path != "/proc" else { return nil }
        guard let slash = path.lastIndex(of: "/") else { return name }
        return "\(path[..<slash])/\(name)"
    }
}

/// The path without the slashes at its end, so that a root may be given either way.
func withoutTrailingSlash(_ path: String) -> String {
    var path = path[...]
    while path.count > 1, path.last == "/" { path.removeLast() }
    return String(path)
}
