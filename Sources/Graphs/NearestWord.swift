/// What somebody probably meant who wrote a word that is none of those known.
package enum NearestWord {
    /// The known word with the fewest letters added, left out or changed; nil if that is more than a third of them, and
    /// more than two.
    package static func of(_ word: String, in known: [String]) -> String? {
        guard word.utf8.count <= 64 else { return nil }
        let distances = known.map { (word: $0, distance: distance(Array(word.lowercased()), Array($0.lowercased()))) }
        guard let nearest = distances.min(by: { $0.distance < $1.distance }) else { return nil }
        return nearest.distance <= max(2, nearest.word.count / 3) && nearest.distance < nearest.word.count
            ? nearest.word : nil
    }

    /// Levenshtein's distance.
    private static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var row = Array(0...right.count)
        for (index, letter) in left.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in right.indices {
                let changed = diagonal + (letter == right[column] ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(changed, diagonal + 1, row[column] + 1)
            }
        }
        return row[right.count]
    }
}
