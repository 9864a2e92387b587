import Archive

/// Whose files a command is about.
struct OwnerChoice {
    let host: String?
    let group: String?

    /// nil for everybody's.
    func owner(in layout: ArchiveLayout) throws -> ArchiveFile.Owner? {
        if let host { return .host(try layout.host(named: host)) }
        return try group.map { .group(try layout.group(named: $0)) }
    }

    func files(in layout: ArchiveLayout) throws -> [ArchiveFile] {
        try owner(in: layout).map { layout.files(of: $0) } ?? layout.files()
    }
}
