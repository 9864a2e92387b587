/// What librrd refused, and its words for it.
package struct RRDError: Error, Equatable {
    /// The function of librrd: `rrd_updatex_r`.
    package let call: String
    package let path: String
    package let text: String

    package init(call: String, path: String, text: String) {
        self.call = call
        self.path = path
        self.text = text
    }
}

extension RRDError: CustomStringConvertible {
    package var description: String {
        // librrd often begins with the path itself.
        text.hasPrefix(path) ? "\(call): \(text)" : "\(path): \(call): \(text)"
    }
}
