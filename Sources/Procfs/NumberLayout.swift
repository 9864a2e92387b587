/// Where the wanted numbers stand in a file, learned at its first reading.
///
/// The kernel keeps the order of a file while it runs, so that one comparison a place tells that nothing moved; a name is
/// looked up only where something else stands than last time.
struct NumberLayout: Sendable {
    /// A name that is looked for.
    private struct Wanted: Sendable {
        /// Where it stands in ``text``.
        let range: Range<Int>
        let slot: Int
    }

    /// A line of the file, or a column of one.
    private struct Place: Sendable {
        /// The first eight bytes of the name, or all of a shorter one.
        var start: UInt64
        var length: Int
        /// Index into ``wanted``; -1 if nobody wants it.
        var entry: Int
    }

    private var text: [UInt8] = []
    /// The shortest name first.
    private var wanted: [Wanted] = []
    /// By length, where in ``wanted`` the names of that length begin; one more at the end.
    private var byLength: [Int] = []
    private var places: [Place] = []
    private var groups: [Group] = []
    /// The slots of all groups' columns, -1 for those that nobody wants.
    private var columns: [Int] = []

    /// A line of names whose numbers stand in the line below it.
    private struct Group: Sendable {
        var header: [UInt8]
        /// Index into ``columns``.
        var columns: Range<Int>
    }

    /// Beyond as many places nothing is remembered, lest a strange file fill the memory.
    private static let limit = 4096

    /// Looks for the keys whose names begin with a prefix, which does not stand in the file.
    ///
    /// A reading that is put together from several files has a layout for each.
    init<Key: NumberKey>(of key: Key.Type, behind prefix: String = "") {
        for (slot, key) in Key.allCases.enumerated() {
            for name in key.names where name.utf8.starts(with: prefix.utf8) {
                let start = text.count
                text.append(contentsOf: name.utf8.dropFirst(prefix.utf8.count))
                wanted.append(Wanted(range: start..<text.count, slot: slot))
            }
        }
        wanted.sort { $0.range.count < $1.range.count }
        for (entry, name) in wanted.enumerated() {
            while byLength.count <= name.range.count { byLength.append(entry) }
        }
        byLength.append(wanted.count)
    }

    /// The names that have this length: so few that a search among them costs little.
    private func entries(ofLength length: Int) -> Range<Int> {
        length + 1 < byLength.count ? byLength[length]..<byLength[length + 1] : 0..<0
    }

    /// Which number stands at a place under this name; nil if it is not wanted.
    @inline(__always)
    mutating func slot(at place: Int, _ bytes: Span<UInt8>, _ name: Range<Int>) -> Int? {
        let start = Self.start(bytes, name)
        if place < places.count, places[place].start == start, places[place].length == name.count {
            let entry = places[place].entry
            guard entry >= 0 else { return nil }
            if name.count <= 8 || matches(bytes, name, entry) { return wanted[entry].slot }
        }
        return learn(place, start, bytes, name)
    }

    private mutating func learn(_ index: Int, _ start: UInt64, _ bytes: Span<UInt8>, _ name: Range<Int>) -> Int? {
        let entry = entries(ofLength: name.count).first { matches(bytes, name, $0) }
        let place = Place(start: start, length: name.count, entry: entry ?? -1)
        if index < places.count {
            places[index] = place
        } else if index == places.count, index < Self.limit {
            places.append(place)
        }
        return entry.map { wanted[$0].slot }
    }

    @inline(__always)
    private func matches(_ bytes: Span<UInt8>, _ name: Range<Int>, _ entry: Int) -> Bool {
        let range = wanted[entry].range
        guard name.count == range.count else { return false }
        let text = text.span
        for offset in 0..<range.count
        where bytes[name.lowerBound + offset] != text[range.lowerBound + offset] { return false }
        return true
    }

    @inline(__always)
    private static func start(_ bytes: Span<UInt8>, _ name: Range<Int>) -> UInt64 {
        if name.count >= 8 {
            return bytes.bytes.unsafeLoadUnaligned(fromByteOffset: name.lowerBound, as: UInt64.self)
        }
        var start: UInt64 = 0
        for index in name { start = start << 8 | UInt64(bytes[index]) }
        return start
    }
}

// MARK: - Lines of names above lines of numbers

extension NumberLayout {
    /// The columns of a group, whose header is compared as a whole: it is always the same.
    ///
    /// The header is a line such as `Tcp: RtoAlgorithm RtoMin`.
    mutating func columns(ofGroup index: Int, _ bytes: Span<UInt8>, _ header: Range<Int>) -> Range<Int> {
        if index < groups.count, holds(groups[index].header, bytes, header) { return groups[index].columns }
        // Something moved: what was learned of this group and those behind it is of no use.
        if index < groups.count {
            columns.removeSubrange(groups[index].columns.lowerBound...)
            groups.removeSubrange(index...)
        }
        var rest = header
        let name = Self.word(bytes, &rest)
        let first = columns.count
        while true {
            let column = Self.word(bytes, &rest)
            guard !column.isEmpty else { break }
            columns.append(name.isEmpty ? -1 : slot(of: bytes, name.lowerBound..<name.upperBound - 1, column) ?? -1)
        }
        groups.append(Group(header: header.map { bytes[$0] }, columns: first..<columns.count))
        return first..<columns.count
    }

    /// Whether the line of numbers begins with the name that the line of names began with.
    func begins(group index: Int, _ bytes: Span<UInt8>, _ name: Range<Int>) -> Bool {
        guard index < groups.count, !name.isEmpty, name.count <= groups[index].header.count else { return false }
        let header = groups[index].header
        return bytes.matches(name, header.span, 0..<name.count)
    }

    private func holds(_ header: [UInt8], _ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        bytes.matches(range, header.span, 0..<header.count)
    }

    func slot(ofColumn column: Int) -> Int { columns[column] }

    /// Which number has the name `group.name`; nil if it is not wanted.
    func slot(of bytes: Span<UInt8>, _ group: Range<Int>, _ name: Range<Int>) -> Int? {
        let text = text.span
        for entry in entries(ofLength: group.count + 1 + name.count) {
            let range = wanted[entry].range
            let dot = range.lowerBound + group.count
            guard text[dot] == UInt8(ascii: "."), bytes.matches(name, text, dot + 1..<range.upperBound),
                bytes.matches(group, text, range.lowerBound..<dot)
            else { continue }
            return wanted[entry].slot
        }
        return nil
    }

    private static func word(_ bytes: Span<UInt8>, _ rest: inout Range<Int>) -> Range<Int> {
        var start = rest.lowerBound
        while start < rest.upperBound, isBlank(bytes[start]) { start += 1 }
        var end = start
        while end < rest.upperBound, !isBlank(bytes[end]) { end += 1 }
        rest = end..<rest.upperBound
        return start..<end
    }
}
