package import MetricModel

/// What the name of a file says that an archive writes.
package struct ArchiveFileName: Sendable, Hashable {
    package let subject: SubjectName
    /// 1 for a series's first file.
    package let sibling: Int
    /// As people know it; the file's own spelling, `~` and a hash at its end, where it was cut; nil for the subject as a whole.
    package let instance: String?

    /// nil if it is no name that an archive would give.
    package init?(_ name: String) {
        if let known = SeriesFileName(name) {
            self.init(subject: known.subject, sibling: known.sibling, instance: known.instance?.text)
            return
        }
        let parts = name.dropLast(4).split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, name.hasSuffix(".rrd"), InstanceFileText.isCut(parts[1]),
            let front = SeriesFileName("\(parts[0]).rrd")
        else { return nil }
        self.init(subject: front.subject, sibling: front.sibling, instance: String(parts[1]))
    }

    private init(subject: SubjectName, sibling: Int, instance: String?) {
        self.subject = subject
        self.sibling = sibling
        self.instance = instance
    }
}
