import Glibc
package import Wire

/// Where an agent keeps the id that tells it from others of its host's name.
package enum AgentIdentity {
    /// The id in the folder's file `id`, which is made if it is missing.
    ///
    /// - Parameter folder: Made with its parent folders if missing.
    /// - Returns: The id; and why it could not be kept, if so, in which case it is new at each start.
    package static func load(from folder: String) -> (id: AgentID, problem: String?) {
        let path = "\(folder)/id"
        if let id = read(path) { return (id, nil) }
        let id = AgentID(high: .random(in: 0 ... .max), low: .random(in: 0 ... .max))
        makeFolder(folder)
        // Written beside and renamed, so that a crash leaves no half id.
        let draft = "\(path).new"
        guard write("\(id)\n", to: draft), rename(draft, path) == 0 else {
            let reason = String(cString: strerror(errno))
            unlink(draft)
            return (id, "\(path): cannot keep the agent's id there (\(reason)); it will be another after a restart")
        }
        return (id, nil)
    }

    private static func read(_ path: String) -> AgentID? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = Glibc.read(file, &bytes, bytes.count)
        guard count >= 32 else { return nil }
        return String(validating: bytes[..<32], as: UTF8.self).flatMap(AgentID.init)
    }

    private static func write(_ text: String, to path: String) -> Bool {
        let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard file >= 0 else { return false }
        defer { close(file) }
        let bytes = Array(text.utf8)
        return Glibc.write(file, bytes, bytes.count) == bytes.count && fsync(file) == 0
    }

    private static func makeFolder(_ path: String) {
        for (index, character) in path.enumerated() where character == "/" && index > 0 {
            mkdir(String(path.prefix(index)), 0o755)
        }
        mkdir(path, 0o755)
    }
}
