/// Which files a backup has, with their checksums: a text that `sha256sum --check MANIFEST` understands.
struct Manifest: Equatable {
    static let name = "MANIFEST"
    /// What the first line says.
    private static let title = "# plexus archive backup, version 1"

    /// The checksum of each file.
    private(set) var checksums: [BackupPath: String] = [:]

    init() {}

    mutating func add(_ path: BackupPath, _ checksum: String) { checksums[path] = checksum }

    var text: String {
        let lines = checksums.map { "\($0.value)  \($0.key)" }.sorted { $0.dropFirst(66) < $1.dropFirst(66) }
        return ([Self.title] + lines).map { $0 + "\n" }.joined()
    }

    /// - `path`: for the error.
    init(parsing text: String, path: String) throws(UpkeepError) {
        // Scalars, since "\r\n" would be one character.
        let lines = text.unicodeScalars.split(separator: "\n").map(String.init)
        guard lines.first == Self.title else {
            throw .noBackup(path: path, reason: "its first line is not \"\(Self.title)\"")
        }
        for (number, line) in lines.enumerated().dropFirst() {
            let checksum = String(line.prefix(64))
            let isHex = checksum.utf8.count == 64 && checksum.allSatisfy { $0.isHexDigit && !$0.isUppercase }
            guard isHex, line.dropFirst(64).hasPrefix("  "), let place = BackupPath(String(line.dropFirst(66))) else {
                throw .noBackup(
                    path: path,
                    reason: "line \(number + 1) is no checksum and path of an archive: \"\(line.prefix(200))\"")
            }
            checksums[place] = checksum
        }
    }
}
