/// A file that has passed the check of its header.
package struct CheckedFile: Sendable {
    package let path: String
    /// Nil where librrd must read and write.
    package let plain: PlainLayout?

    package init(path: String, header: RRDHeader) {
        self.path = path
        plain = PlainLayout(header)
    }

    /// - `layout`: that of a header which was checked.
    init(path: String, layout: PlainLayout) {
        self.path = path
        plain = layout
    }
}
