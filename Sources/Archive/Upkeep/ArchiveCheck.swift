import Foundation
import MetricModel

/// Looks at everything in an archive and says what is not as it should be; changes nothing, and needs no aggregator to stop.
package struct ArchiveCheck {
    private let layout: ArchiveLayout
    private let now: Int
    private let isDeep: Bool
    private let disk = SystemDisk()
    private let owner: uid_t

    package private(set) var findings: [Finding] = []
    /// RRD files that were looked at.
    package private(set) var files = 0

    /// Numbers beyond this are no measurements.
    static let limit = 1e300

    /// - `now`: seconds since 1970.
    /// - `isDeep`: whether to read every value.
    package init(_ layout: ArchiveLayout, now: Int, isDeep: Bool = false) {
        self.layout = layout
        self.now = now
        self.isDeep = isDeep
        var status = stat()
        owner = lstat(layout.root, &status) == 0 ? status.st_uid : geteuid()
    }

    /// Checks all files, the journal and the folders.
    ///
    /// - `progress`: is told how many files of how many have been looked at.
    package mutating func checkAll(progress: (Int, Int) -> Void = { _, _ in }) {
        checkDirectory()
        checkClusters()
        for segment in JournalCheck(layout).findings() { findings.append(segment) }
        check(layout.owners(), progress: progress)
    }

    /// Checks the folders of some hosts or groups.
    package mutating func check(_ owners: [ArchiveFile.Owner], progress: (Int, Int) -> Void = { _, _ in }) {
        let folders = owners.map { owner in (owner: owner, names: names(in: layout.folder(of: owner))) }
        let all = folders.reduce(0) { $0 + $1.names.count }
        var done = 0
        for (owner, names) in folders {
            var headers: [(name: ArchiveFileName, path: String, header: RRDHeader)] = []
            for name in names {
                let path = "\(layout.folder(of: owner))/\(name)"
                if let header = checkFile(path, name, of: owner), let parsed = ArchiveFileName(name) {
                    headers.append((parsed, path, header))
                }
                done += 1
                progress(done, all)
            }
            checkSiblings(headers)
        }
    }

    private mutating func note(_ fault: Finding.Fault, _ path: String, _ text: String) {
        let below = path.hasPrefix(layout.directory + "/") ? String(path.dropFirst(layout.directory.count + 1)) : path
        findings.append(Finding(path: below, fault: fault, text: text))
    }

    private mutating func names(in folder: String) -> [String] {
        do {
            return try disk.names(in: folder).sorted()
        } catch {
            note(.unreadable, folder, error.description)
            return []
        }
    }

    /// What is known of an entry without opening it; nil if it is gone.
    private mutating func status(of path: String) -> stat? {
        var status = stat()
        guard lstat(path, &status) == 0 else {
            if errno != ENOENT { note(.unreadable, path, systemMessage(errno)) }
            return nil
        }
        if status.st_mode & S_IFMT == S_IFLNK {
            note(.link, path, "a symbolic link, which is not followed")
            return nil
        }
        if status.st_uid != owner { note(.owner, path, "belongs to user \(status.st_uid), the archive to \(owner)") }
        if status.st_mode & S_IWOTH != 0 {
            note(.mode, path, "everyone may write to it")
        } else if status.st_mode & S_IRUSR == 0 {
            note(.mode, path, "its owner may not read it")
        }
        return status
    }

    private mutating func isFolder(_ path: String) -> Bool {
        guard let status = status(of: path) else { return false }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            note(.foreign, path, "no folder, where only folders are")
            return false
        }
        return true
    }

    private mutating func checkDirectory() {
        for name in names(in: layout.directory) where name.hasPrefix("state.json.damaged-") {
            note(.setAside, "\(layout.directory)/\(name)", "found damaged before")
        }
    }

    private mutating func checkClusters() {
        for name in names(in: layout.root) where name != ".probe" {
            let path = "\(layout.root)/\(name)"
            let isGroups = path == layout.groupsFolder
            guard isFolder(path) else { continue }
            guard isGroups || GroupName(name) != nil else {
                note(.foreign, path, "no cluster can have this name")
                continue
            }
            for owner in names(in: path) {
                let folder = "\(path)/\(owner)"
                if HostRemoval.isRemoved(owner) {
                    note(.leftOver, folder, "a host that was being removed; the next remove-host ends that")
                } else if isFolder(folder), isGroups ? GroupName(owner) == nil : HostName(owner) == nil {
                    note(.foreign, folder, "no \(isGroups ? "group" : "host") can have this name")
                }
            }
        }
    }

    /// - Returns: the header of one that is sound.
    private mutating func checkFile(_ path: String, _ name: String, of owner: ArchiveFile.Owner) -> RRDHeader? {
        if name.contains(".rrd.damaged-") {
            note(.setAside, path, "found damaged before")
            return nil
        }
        if LeftOvers.isLeftOver(name) {
            note(.leftOver, path, "a file half made; the next start removes it")
            return nil
        }
        guard let status = status(of: path) else { return nil }
        guard status.st_mode & S_IFMT == S_IFREG, name.hasSuffix(".rrd") else {
            note(.foreign, path, "no file of an archive")
            return nil
        }
        if ArchiveFileName(name) == nil { note(.foreign, path, "no name that an archive gives") }
        files += 1
        do {
            let facts = try isDeep ? checkValues(of: path) : FileFacts(of: path, now: now)
            if facts.size > facts.header.fileSize {
                note(.size, path, "expected \(facts.header.fileSize) bytes, found \(facts.size)")
            }
            if facts.header.lastUpdate > now {
                noteFuture(path, ahead: facts.header.lastUpdate - now)
            }
            return facts.header
        } catch {
            switch error {
            // Removed or renamed since its folder was read.
            case .unreadable(_, ENOENT): files -= 1
            case .unreadable(_, let code): note(.unreadable, path, systemMessage(code))
            case .damaged(_, let part, let expected, let found):
                note(.damaged, path, "\(part): expected \(expected), found \(found)")
            case .fromTheFuture(_, let lastUpdate, let now):
                noteFuture(path, ahead: lastUpdate - now)
            }
            return nil
        }
    }

    private mutating func noteFuture(_ path: String, ahead seconds: Int) {
        note(.future, path, "the newest row lies \(seconds) s ahead; if no clock is wrong now: plexus archive rewind")
    }

    private mutating func checkValues(of path: String) throws(RRDHeaderError) -> FileFacts {
        let file = try StillFile(reading: path, now: now)
        var wild = 0
        var first: (archive: Int, row: Int, column: Int, value: Double)?
        for archive in file.header.archives.indices {
            file.forEachRow(ofArchive: archive) { row, values in
                for (column, value) in values.enumerated() where value.magnitude > Self.limit {
                    wild += 1
                    if first == nil { first = (archive, row, column, value) }
                }
            }
        }
        if let first {
            note(
                .value, path,
                "\(wild) values are no measurements; the first, of \(file.header.columns[first.column].name) in archive "
                    + "\(first.archive), row \(first.row), is \(first.value)")
        }
        return file.facts
    }

    private mutating func checkSiblings(_ files: [(name: ArchiveFileName, path: String, header: RRDHeader)]) {
        struct Column: Hashable {
            let subject: SubjectName
            let instance: String?
            let name: String
        }
        var known: [Column: Int] = [:]
        for file in files.sorted(by: { $0.name.sibling < $1.name.sibling }) {
            var twice: [String] = []
            for column in file.header.columns {
                let place = Column(subject: file.name.subject, instance: file.name.instance, name: column.name)
                if known.updateValue(file.name.sibling, forKey: place) != nil { twice.append(column.name) }
            }
            if !twice.isEmpty {
                note(.twice, file.path, "an earlier file of the series has \(twice.joined(separator: ", ")) too")
            }
        }
    }
}
