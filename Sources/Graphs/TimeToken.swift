/// A piece of a time that people write.
enum TimeToken: Equatable {
    case number(Substring)
    /// In lower case; of one letter, as it was written: `M` is not `m`.
    case word(String)
    /// 1 or -1.
    case sign(Int)
    case colon, dot, slash

    /// The pieces of a text, between which there may be spaces, tabs, commas and underscores; nil if there is anything
    /// else.
    static func tokens(of text: Substring) -> [TimeToken]? {
        var rest = text.utf8
        var tokens: [TimeToken] = []
        while let first = rest.first {
            switch first {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: ","), UInt8(ascii: "_"): break
            case UInt8(ascii: "+"): tokens.append(.sign(1))
            case UInt8(ascii: "-"): tokens.append(.sign(-1))
            case UInt8(ascii: ":"): tokens.append(.colon)
            case UInt8(ascii: "."): tokens.append(.dot)
            case UInt8(ascii: "/"): tokens.append(.slash)
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                let digits = rest.prefix { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
                tokens.append(.number(Substring(digits)))
                rest = rest.dropFirst(digits.count)
                continue
            default:
                let letters = rest.prefix { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 | 0x20 }
                guard !letters.isEmpty else { return nil }
                let word = String(Substring(letters))
                tokens.append(.word(word == "M" ? word : word.lowercased()))
                rest = rest.dropFirst(letters.count)
                continue
            }
            rest = rest.dropFirst()
        }
        return tokens
    }
}
