import Foundation
package import MetricModel

/// Where each series lies under the data directory; made from checked names only, so no path leaves it.
///
///     DATA/rrd/<cluster>/<host>/<subject>[.<sibling>][@<instance>].rrd
///     DATA/rrd/.groups/<group>/<subject>[.<sibling>].rrd
///
/// The sibling's number stands before the instance, since an instance may itself end in `.2` and a subject may not.
package struct ArchiveLayout: Sendable, Hashable {
    /// The data directory, as an absolute path without a slash at its end.
    package let directory: String

    /// How many files one series can have; each begins when a later version adds fields.
    package static let maximumSiblings = 9

    /// - `directory`: the data directory; a relative path is taken from the working directory.
    package init(directory: String) {
        // librrd takes relative paths that begin with "sql//" or "cb//" for other back ends.
        let absolute =
            directory.hasPrefix("/") ? directory : FileManager.default.currentDirectoryPath + "/" + directory
        let end = absolute.lastIndex { $0 != "/" }
        self.directory = end.map { String(absolute[...$0]) } ?? ""
    }

    /// The folder of all round-robin databases.
    package var root: String { directory + "/rrd" }

    /// The file whose lock says that a process writes here.
    package var lockFile: String { directory + "/archive.lock" }

    /// The folder of what is not yet in the files.
    package var journalFolder: String { directory + "/journal" }

    var groupsFolder: String { root + "/.groups" }

    /// The folder that holds the files of a series.
    package func folder(of series: Series) -> String {
        switch series {
        case .host(let host, _, _): "\(root)/\(host.cluster)/\(host.name)"
        case .group(let group, _): "\(groupsFolder)/\(group)"
        }
    }

    /// A file of a series.
    ///
    /// - `sibling`: 1 for the first file, 2...``maximumSiblings`` for those with the fields added later.
    package func path(of series: Series, sibling: Int = 1) -> String {
        let name = SeriesFileName(subject: series.subject, sibling: sibling, instance: series.instance)
        return "\(folder(of: series))/\(name)"
    }
}

/// The name of a file in a host's or group's folder, taken apart.
struct SeriesFileName: Equatable, CustomStringConvertible {
    var subject: SubjectName
    var sibling = 1
    var instance: InstanceName?

    var description: String {
        let number = sibling == 1 ? "" : ".\(sibling)"
        return "\(subject)\(number)\(instance.map { "@" + InstanceFileText.encode($0) } ?? "").rrd"
    }
}

extension SeriesFileName {
    /// nil if it is no name that we would write, or the instance in it was cut.
    init?(_ text: String) {
        guard text.hasSuffix(".rrd") else { return nil }
        let parts = text.dropLast(4).split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        let front = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        guard let subject = SubjectName(String(front[0])), front.count <= 2 else { return nil }
        self.init(subject: subject)
        if front.count == 2 {
            guard let number = Int(front[1]), 2...ArchiveLayout.maximumSiblings ~= number else { return nil }
            sibling = number
        }
        if parts.count == 2 {
            guard let instance = InstanceFileText.decode(parts[1]) else { return nil }
            self.instance = instance
        }
        guard description == text else { return nil }
    }
}
