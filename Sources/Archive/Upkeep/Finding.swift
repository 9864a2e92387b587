/// Something in an archive's folders that is not as it should be.
package struct Finding: Sendable, Hashable, Encodable {
    /// What kind of thing, in a word.
    package enum Fault: String, Sendable, Hashable, Encodable, CaseIterable {
        /// Not a sound RRD file.
        case damaged
        case unreadable
        /// Longer than the header asks.
        case size
        /// The newest row lies ahead.
        case future
        /// What a process that died had half made or half removed.
        case leftOver = "left over"
        /// Found damaged before, and given another name.
        case setAside = "set aside"
        /// No name of ours.
        case foreign
        /// A symbolic link.
        case link
        /// Another owner than the archive's folder.
        case owner
        /// Everyone may write, or its owner may not read.
        case mode
        /// A column that an earlier file of the same series has.
        case twice
        /// A number that no metric has.
        case value
        /// A segment of the journal that cannot be read to its end.
        case journal
    }

    /// Below the data directory.
    package let path: String
    package let fault: Fault
    package let text: String
}
