/// What an import did, or would do.
package struct ImportReport: Sendable, Equatable {
    /// Files that history was taken from, or could have been.
    package var filesRead = 0
    /// Values that are known now and were not.
    package var values = 0
    package var filesCreated = 0
    package var filesChanged = 0
    /// Files that knew everything already.
    package var filesUnchanged = 0
    package var refused: [Refusal] = []

    /// A file or folder of which nothing was taken, or one that could not be changed.
    package struct Refusal: Sendable, Equatable {
        package let path: String
        package let reason: String
    }

    mutating func refuse(_ path: String, _ reason: String) {
        // Errors tend to begin with the path.
        let prefix = "\(path): "
        let text = reason.hasPrefix(prefix) ? String(reason.dropFirst(prefix.count)) : reason
        refused.append(Refusal(path: path, reason: text))
    }
}
