import Glibc

/// A file that may be run: who could write to it could make the agent do what he likes.
enum ProgramFile {
    /// Why the file is not run; nil if it may be.
    static func objection(to path: String) -> String? {
        var facts = stat()
        guard stat(path, &facts) == 0 else { return "cannot be looked at: \(String(cString: strerror(errno)))" }
        guard facts.st_mode & S_IFMT == S_IFREG else { return "is no regular file" }
        guard facts.st_uid == 0 || facts.st_uid == geteuid() else {
            return "belongs to user \(facts.st_uid), neither to root nor to the agent"
        }
        guard facts.st_mode & (S_IWGRP | S_IWOTH) == 0 else { return "can be written by others than its owner" }
        guard facts.st_mode & (S_IXUSR | S_IXGRP | S_IXOTH) != 0 else { return "is not executable" }
        return nil
    }

    /// The name without a period at its end (`.15s`, `.5m`, `.1h`), and that period in seconds.
    static func period(in name: String) -> (name: String, seconds: Int?) {
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex, let letter = name.last,
            let factor = ["s": 1, "m": 60, "h": 3600][letter],
            let count = Int(name[name.index(after: dot)...].dropLast()), (1...86_400).contains(count * factor)
        else { return (name, nil) }
        return (String(name[..<dot]), count * factor)
    }
}

/// The names in a folder that are inputs, sorted: nothing hidden, and no editor's leavings.
func inputNames(in folder: String) -> [String]? {
    guard let list = opendir(folder) else { return nil }
    defer { closedir(list) }
    var names: [String] = []
    while let entry = readdir(list) {
        let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
            String(validating: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        guard let name, !name.hasPrefix("."), !name.contains("~"), !name.hasPrefix("#") else { continue }
        names.append(name)
    }
    return names.sorted()
}
