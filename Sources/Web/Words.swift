import Foundation

/// What somebody looks for: words that must all be found.
struct Words: Sendable, Equatable {
    let text: String
    private let words: [String]

    static let longest = 200

    /// nil where there is no word, or too much text.
    init?(_ text: String) {
        guard text.utf8.count <= Self.longest * 4, text.count <= Self.longest else { return nil }
        self.text = text
        words = text.lowercased().split(whereSeparator: \.isWhitespace).map(String.init)
        guard !words.isEmpty else { return nil }
    }

    /// The words of a form's field; nil if it was left empty.
    init?(_ query: QueryString, _ key: String) throws(WebError) {
        guard let text = query[key], !text.allSatisfy(\.isWhitespace) else { return nil }
        guard let words = Words(text) else {
            throw .badRequest(
                "\(key): expected at most \(Self.longest) characters, found more", hint: "try \(key)=web")
        }
        self = words
    }

    /// Whether each word is in one of some texts, whatever its case.
    func areIn(_ texts: [String]) -> Bool {
        let texts = texts.map { $0.lowercased() }
        return words.allSatisfy { word in texts.contains { $0.contains(word) } }
    }

    /// How well names fit, lower is better: every word must fit one of them; nil if one does not.
    func rank(_ names: [String]) -> Int? {
        let names = names.map { $0.lowercased() }
        var worst = 0
        for word in words {
            guard let best = names.lazy.compactMap({ Self.rank($0, word) }).min() else { return nil }
            worst = max(worst, best)
        }
        return worst
    }

    /// 0 for the whole name, 1 for its beginning, 2 for the beginning of one of its words, 3 for any part; nil for none.
    private static func rank(_ name: String, _ word: String) -> Int? {
        if name == word { return 0 }
        if name.hasPrefix(word) { return 1 }
        guard let place = name.range(of: word) else { return nil }
        let before = name[name.index(before: place.lowerBound)]
        return before.isLetter || before.isNumber ? 3 : 2
    }
}
