/// Finds the word that was probably meant.
package enum Spelling {
    /// The candidate that takes the fewest changes of a letter, at most two and fewer than half of the word's; nil if none
    /// is so near.
    package static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
        let nearest = candidates.map { ($0, distance(Array(word), Array($0))) }.min { $0.1 < $1.1 }
        guard let (candidate, distance) = nearest, distance <= 2, distance * 2 < max(word.count, candidate.count) else {
            return nil
        }
        return candidate
    }

    /// How many letters must be changed, added or removed: Levenshtein's distance.
    private static func distance(_ one: [Character], _ other: [Character]) -> Int {
        var row = Array(0...other.count)
        for (index, letter) in one.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for (column, candidate) in other.enumerated() {
                let change = diagonal + (letter == candidate ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(change, row[column] + 1, row[column + 1] + 1)
            }
        }
        return row[other.count]
    }
}
