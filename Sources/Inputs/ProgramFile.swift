import Glibc

/// A file that may be run: who could write to it could make the agent do what he likes.
enum ProgramFile {
    /// Why the file is not run; nil if it may be.
    static func objection(to path: String) -> String? {
        var facts = stat()
        guard stat(path, &facts) == 0 else { return "cannot be looked at: \(Errno(code: errno))" }
        guard facts.st_mode & S_IFMT == S_IFREG else { return "is no regular file" }
        if let objection = objection(to: facts) { return objection }
        guard facts.st_mode & (S_IXUSR | S_IXGRP | S_IXOTH) != 0 else { return "is not executable" }
        return nil
    }

    /// Why nothing in the folder is run; nil if it may be.
    ///
    /// Who can write to a folder can put a link to any program into it.
    static func objection(toFolder path: String) -> String? {
        var facts = stat()
        guard stat(path, &facts) == 0 else { return "cannot be looked at: \(Errno(code: errno))" }
        return objection(to: facts)
    }

    private static func objection(to facts: stat) -> String? {
        guard facts.st_uid == 0 || facts.st_uid == geteuid() else {
            return "belongs to user \(facts.st_uid), neither to root nor to the agent"
        }
        guard facts.st_mode & (S_IWGRP | S_IWOTH) == 0 else { return "can be written by others than its owner" }
        return nil
    }

    /// The name without a period at its end (`.15s`, `.5m`, `.1h`), and that period in seconds, of a day at the most.
    static func period(in name: String) -> (name: String, seconds: Int?) {
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex, let letter = name.last,
            let factor = ["s": 1, "m": 60, "h": 3600][letter],
            case let digits = name[name.index(after: dot)...].dropLast(),
            digits.allSatisfy({ ("0"..."9").contains($0) }), let count = Int(digits),
            (1...86_400 / factor).contains(count)
        else { return (name, nil) }
        return (String(name[..<dot]), count * factor)
    }
}
