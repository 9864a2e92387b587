/// The numbers that are wanted of a file in which every number has a name; the raw value is the kernel's name for it.
package protocol NumberKey: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
    /// The file's name in errors, relative to its root.
    static var file: StaticString { get }
    /// All names under which kernels tell the number.
    ///
    /// Where it comes in several parts, as older kernels count by memory zone, their numbers are added up.
    var names: [String] { get }
}

extension NumberKey {
    package var names: [String] { [rawValue] }

    /// Where the number stands in ``Numbers/values``.
    ///
    /// Searches: ask once, not on a tick.
    package var slot: Int {
        for (slot, key) in Self.allCases.enumerated() where key == self { return slot }
        preconditionFailure("a key is one of all keys")
    }
}
