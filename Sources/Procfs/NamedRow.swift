/// A row that is known by the name it begins with: a device, an interface.
package protocol NamedRow: Sendable {
    var name: String { get }
    init(name: String)
}

/// The longest device name taken, in bytes; the kernel allows 15 for an interface and 31 for a disk.
let longestName = 255

extension Array where Element: NamedRow {
    /// Where the row of this name stands; nil if there is none.
    ///
    /// Costs nothing if it is the place given.
    package func place(of name: String, near place: Int) -> Int? {
        if indices.contains(place), self[place].name == name { return place }
        return firstIndex { $0.name == name }
    }

    /// Makes the row at this place the one of this name: the one that is there, one further down, or a new one.
    ///
    /// The order of rows is stable in the kernel's files, so that usually one comparison tells. Makes a String only for
    /// a name it has not seen, and for one that is not UTF-8.
    ///
    /// - Returns: Whether the row is a new one.
    @discardableResult
    mutating func settle(at place: Int, _ bytes: Span<UInt8>, _ name: Range<Int>) -> Bool {
        if place < count, bytes.matches(name, self[place].name) { return false }
        for other in indices.dropFirst(place + 1) where bytes.matches(name, self[other].name) {
            swapAt(place, other)
            return false
        }
        let text = bytes.repairedText(name)
        if let other = indices.dropFirst(place).first(where: { self[$0].name == text }) {
            swapAt(place, other)
            return false
        }
        insert(Element(name: text), at: Swift.min(place, count))
        return true
    }
}
