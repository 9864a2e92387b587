/// A line of numbers that are known by their place, and where they go; several numbers that go to one slot are added up.
package struct NumberRow: Sendable {
    let name: StaticString
    /// For each place the slot, -1 where nobody wants the number.
    let slots: [Int]

    /// Takes the key of each place, nil where nobody wants the number.
    package init<Key: NumberKey>(_ name: StaticString, _ keys: [Key?]) {
        self.name = name
        slots = keys.map { $0?.slot ?? -1 }
    }
}
