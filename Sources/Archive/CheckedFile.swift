/// A file that has passed the check of its header.
package struct CheckedFile: Sendable {
    package let path: String
    /// Nil where librrd must write.
    package let plain: PlainLayout?

    /// - `size`: the file's, in bytes; nil if nobody has looked. One that is longer than its header says is librrd's; one that
    ///   has become shorter is not, since its end would kill the process.
    package init(path: String, header: RRDHeader, size: Int? = nil) {
        self.path = path
        plain = PlainLayout(header).flatMap { layout in (size ?? 0) <= layout.fileSize ? layout : nil }
    }

    /// - `layout`: that of a header which was checked.
    init(path: String, layout: PlainLayout) {
        self.path = path
        plain = layout
    }
}
