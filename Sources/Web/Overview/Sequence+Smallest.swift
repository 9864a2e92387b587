extension Sequence {
    /// The first few of what would be sorted, in order, without sorting all.
    ///
    /// - `isBefore`: a strict order.
    func smallest(_ count: Int, by isBefore: (Element, Element) -> Bool) -> [Element] {
        var smallest: [Element] = []
        for element in self {
            guard smallest.count < count || smallest.last.map({ isBefore(element, $0) }) == true else { continue }
            var place = smallest.endIndex
            while place > 0, isBefore(element, smallest[place - 1]) { place -= 1 }
            smallest.insert(element, at: place)
            if smallest.count > count { smallest.removeLast() }
        }
        return smallest
    }
}
