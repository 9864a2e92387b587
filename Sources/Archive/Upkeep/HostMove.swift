import Foundation
package import MetricModel

/// The move of a host's files to another name, or another cluster.
package struct HostMove: Sendable, Equatable {
    package let old: HostKey
    package let new: HostKey
    /// The names of the files to move; everything in the old host's folder.
    package let files: [String]
    /// Whether the new host has a folder, into which the files go.
    package let isMerge: Bool
    private let layout: ArchiveLayout

    /// Plans the move, and changes nothing.
    ///
    /// - `merge`: whether a host that has history already takes the files that it lacks.
    package init(
        _ old: HostKey, to new: HostKey, in layout: ArchiveLayout, merge: Bool = false
    ) throws(UpkeepError) {
        guard old != new else { throw .sameHost(old) }
        let (source, target) = (layout.folder(of: .host(old)), layout.folder(of: .host(new)))
        guard access(source, F_OK) == 0 else { throw .noSuchHost(old) }
        files = try Self.names(in: source)
        isMerge = access(target, F_OK) == 0
        if isMerge {
            guard merge else { throw .hostExists(new) }
            let both = Set(files).intersection(try Self.names(in: target)).sorted()
            guard both.isEmpty else { throw .bothHave(old: old, new: new, both) }
        }
        self.old = old
        self.new = new
        self.layout = layout
    }

    private static func names(in folder: String) throws(UpkeepError) -> [String] {
        do {
            return try SystemDisk().names(in: folder).sorted()
        } catch {
            throw .refused(path: folder, call: "read", errno: error.code)
        }
    }

    /// Moves the files; where it is interrupted, each is under one of the names, and a second move ends it.
    ///
    /// - `archive`: that of the plan, whose layout it must be.
    package func perform(in archive: ClosedArchive) throws(UpkeepError) {
        precondition(archive.layout == layout, "planned for another archive")
        let (source, target) = (layout.folder(of: .host(old)), layout.folder(of: .host(new)))
        let (from, to) = ("\(layout.root)/\(old.cluster)", "\(layout.root)/\(new.cluster)")
        guard mkdir(to, 0o755) == 0 || errno == EEXIST else { throw .last("mkdir", to) }
        if isMerge {
            for name in files {
                guard rename("\(source)/\(name)", "\(target)/\(name)") == 0 else {
                    throw .last("rename", "\(source)/\(name)")
                }
            }
            try Self.sync(target)
            guard rmdir(source) == 0 else { throw .last("rmdir", source) }
        } else {
            guard rename(source, target) == 0 else { throw .last("rename", source) }
        }
        try Self.sync(to)
        try Self.sync(from)
        // A cluster without hosts is none; one that has some stays.
        rmdir(from)
    }

    private static func sync(_ folder: String) throws(UpkeepError) {
        do {
            try SystemDisk().syncFolder(folder)
        } catch {
            throw .refused(path: folder, call: "fsync", errno: error.code)
        }
    }
}

extension HostMove {
    /// Of files that two hosts both have, those whose times do not overlap.
    ///
    /// Their histories can be joined without one giving way to the other. Reads the files in full.
    ///
    /// - `now`: seconds since 1970.
    package static func joinable(
        _ files: [String], of old: HostKey, and new: HostKey, in layout: ArchiveLayout, now: Int
    ) -> [String] {
        files.filter { name in
            let spans = [old, new].map { host -> ClosedRange<Int>? in
                guard let file = try? StillFile(reading: "\(layout.folder(of: .host(host)))/\(name)", now: now),
                    let first = file.firstKnown, first <= file.header.lastUpdate
                else { return nil }
                return first...file.header.lastUpdate
            }
            guard let one = spans[0], let other = spans[1] else { return false }
            return one.upperBound <= other.lowerBound || other.upperBound <= one.lowerBound
        }
    }
}
