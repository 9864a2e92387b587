import Glibc

/// What lies in a folder of inputs.
struct InputNames {
    /// Sorted; nothing hidden, and no editor's leavings.
    private(set) var names: [String] = []
    /// Whether there is more in the folder than is looked at.
    private(set) var isCut = false

    /// The most that is looked at, in entries: a folder of millions would take seconds.
    private static let limit = 4096

    /// Lists the folder; nil with the reason in `errno` if that fails.
    init?(in folder: String, _ kind: InputKind) {
        guard let list = opendir(folder) else { return nil }
        defer { closedir(list) }
        var count = 0
        while let entry = readdir(list) {
            count += 1
            guard count <= Self.limit else {
                isCut = true
                break
            }
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(validating: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard let name, !name.hasPrefix("."), !name.contains("~"), !name.hasPrefix("#") else { continue }
            guard kind != .text || name.utf8.count > 5 && name.hasSuffix(".prom") else { continue }
            names.append(name)
        }
        names.sort()
    }
}
