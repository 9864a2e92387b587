/// Finds the word that was probably meant.
package enum Spelling {
    /// The known word that takes the fewest letters added, left out or changed, whatever their case; nil if that is more
    /// than a third of them, and more than two.
    package static func nearest(to word: String, among known: some Sequence<String>) -> String? {
        // Comparing takes time in proportion to both lengths; nobody mistypes a word so long.
        guard word.utf8.count <= 64 else { return nil }
        let letters = Array(word.lowercased())
        let distances = known.map { (word: $0, distance: distance(letters, Array($0.lowercased()))) }
        guard let nearest = distances.min(by: { $0.distance < $1.distance }) else { return nil }
        return nearest.distance <= max(2, nearest.word.count / 3) && nearest.distance < nearest.word.count
            ? nearest.word : nil
    }

    /// Levenshtein's distance.
    private static func distance(_ one: [Character], _ other: [Character]) -> Int {
        var row = Array(0...other.count)
        for (index, letter) in one.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in other.indices {
                let changed = diagonal + (letter == other[column] ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(changed, diagonal + 1, row[column] + 1)
            }
        }
        return row[other.count]
    }
}
