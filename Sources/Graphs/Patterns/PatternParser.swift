/// What a pattern of names is made of.
indirect enum PatternNode {
    case one(ScalarSet)
    case start, end
    case sequence([PatternNode])
    case choice([PatternNode])
    /// At least so many, at most so many; nil for any number.
    case repeated(PatternNode, Int, Int?)
}

/// Reads globs and regular expressions by recursive descent.
struct PatternParser {
    enum Language {
        case glob, regex
    }

    private let text: String
    private let scalars: [Unicode.Scalar]
    private let language: Language
    private var place = 0
    private var depth = 0

    /// The largest number in braces.
    private static let mostRepeated = 50

    init(_ text: String, _ language: Language) throws(NamePatternError) {
        guard text.utf8.count <= NamePattern.longest else {
            throw NamePatternError(
                pattern: text, column: 1, expected: "at most \(NamePattern.longest) bytes",
                found: "\(text.utf8.count) bytes")
        }
        self.text = text
        scalars = Array(text.unicodeScalars)
        self.language = language
    }

    mutating func whole() throws(NamePatternError) -> PatternNode {
        let node = language == .glob ? try globSequence(isInBraces: false) : try choice()
        guard place == scalars.count else { throw failure("a group's beginning before its end") }
        return node
    }

    // MARK: Globs

    private mutating func globSequence(isInBraces: Bool) throws(NamePatternError) -> PatternNode {
        var nodes: [PatternNode] = []
        while let scalar = peek, !(isInBraces && (scalar == "," || scalar == "}")) {
            place += 1
            switch scalar {
            case "*": nodes.append(.repeated(.one(.any), 0, nil))
            case "?": nodes.append(.one(.any))
            case "[": nodes.append(.one(try set(negation: "!")))
            case "{": nodes.append(try braces())
            case "\\": nodes.append(.one(.one(try escaped())))
            default: nodes.append(.one(.one(scalar)))
            }
        }
        return .sequence(nodes)
    }

    private mutating func braces() throws(NamePatternError) -> PatternNode {
        try enter()
        var choices = [try globSequence(isInBraces: true)]
        while peek == "," {
            place += 1
            choices.append(try globSequence(isInBraces: true))
        }
        try expect("}")
        depth -= 1
        return .choice(choices)
    }

    // MARK: Regular expressions

    private mutating func choice() throws(NamePatternError) -> PatternNode {
        var choices = [try sequence()]
        while peek == "|" {
            place += 1
            choices.append(try sequence())
        }
        return choices.count == 1 ? choices[0] : .choice(choices)
    }

    private mutating func sequence() throws(NamePatternError) -> PatternNode {
        var nodes: [PatternNode] = []
        while let scalar = peek, scalar != "|", scalar != ")" {
            let atom = try atom()
            nodes.append(try repetition(of: atom))
        }
        return .sequence(nodes)
    }

    private mutating func atom() throws(NamePatternError) -> PatternNode {
        guard let scalar = peek else { throw failure("a character") }
        switch scalar {
        case "*", "+", "?": throw failure("a character before the repetition")
        case "(":
            try enter()
            place += 1
            if peek == "?" {
                place += 1
                guard peek == ":" else { throw failure("no looking around and no options in a group") }
                place += 1
            }
            let node = try choice()
            try expect(")")
            depth -= 1
            return node
        default: break
        }
        place += 1
        switch scalar {
        case ".": return .one(.any)
        case "^": return .start
        case "$": return .end
        case "[": return .one(try set(negation: "^"))
        case "\\": return .one(try escapedSet())
        default: return .one(.one(scalar))
        }
    }

    private mutating func repetition(of atom: PatternNode) throws(NamePatternError) -> PatternNode {
        let node: PatternNode
        switch peek {
        case "*": node = .repeated(atom, 0, nil)
        case "+": node = .repeated(atom, 1, nil)
        case "?": node = .repeated(atom, 0, 1)
        case "{":
            guard let (least, most) = try counts() else { return atom }
            node = .repeated(atom, least, most)
        default: return atom
        }
        place += 1
        // As few as possible or as many: whether it fits is the same.
        if peek == "?" || peek == "+" { place += 1 }
        return node
    }

    /// The numbers of `{2}`, `{2,}` or `{2,3}`, up to the closing brace; nil if the brace is a character.
    private mutating func counts() throws(NamePatternError) -> (Int, Int?)? {
        guard let end = scalars[place...].firstIndex(of: "}") else { return nil }
        let inner = String(String.UnicodeScalarView(scalars[(place + 1)..<end]))
        let parts = inner.split(separator: ",", omittingEmptySubsequences: false)
        guard let first = parts.first, let least = Int(first), parts.count <= 2 else { return nil }
        let most = parts.count == 1 ? least : parts[1].isEmpty ? nil : Int(parts[1]) ?? -1
        guard 0...Self.mostRepeated ~= least, most.map({ least...Self.mostRepeated ~= $0 }) ?? true else {
            throw failure("0 to \(Self.mostRepeated) times")
        }
        place = end
        return (least, most)
    }

    private mutating func escapedSet() throws(NamePatternError) -> ScalarSet {
        guard let scalar = peek else { throw failure("a character after \\") }
        if let set = Self.classes[scalar] {
            place += 1
            return set
        }
        if scalar.properties.numericType != nil || (scalar.isASCII && scalar.properties.isAlphabetic) {
            throw failure("\\d, \\w, \\s or a sign after \\")
        }
        return .one(try escaped())
    }

    private static let word: [ClosedRange<Unicode.Scalar>] = ["a"..."z", "A"..."Z", "0"..."9", "_"..."_"]
    private static let space: [ClosedRange<Unicode.Scalar>] = [" "..." ", "\t"..."\r"]
    private static let classes: [Unicode.Scalar: ScalarSet] = [
        "d": ScalarSet(ranges: ["0"..."9"]), "D": ScalarSet(ranges: ["0"..."9"], isNegated: true),
        "w": ScalarSet(ranges: word), "W": ScalarSet(ranges: word, isNegated: true),
        "s": ScalarSet(ranges: space), "S": ScalarSet(ranges: space, isNegated: true),
    ]

    // MARK: Both

    /// What stands in brackets, after the opening one.
    private mutating func set(negation: Unicode.Scalar) throws(NamePatternError) -> ScalarSet {
        var set = ScalarSet()
        if peek == negation || peek == "^" {
            set.isNegated = true
            place += 1
        }
        var isFirst = true
        while let scalar = peek, scalar != "]" || isFirst {
            isFirst = false
            place += 1
            var low = scalar
            if scalar == "\\" {
                if language == .regex, let known = peek.flatMap({ Self.classes[$0] }), !known.isNegated {
                    place += 1
                    set.ranges += known.ranges
                    continue
                }
                low = try escaped()
            }
            guard peek == "-", place + 1 < scalars.count, scalars[place + 1] != "]" else {
                set.ranges.append(low...low)
                continue
            }
            place += 1
            var high = scalars[place]
            place += 1
            if high == "\\" { high = try escaped() }
            guard low <= high else { throw failure("a range that goes up, as [a-c]") }
            set.ranges.append(low...high)
        }
        try expect("]")
        return set
    }

    private mutating func escaped() throws(NamePatternError) -> Unicode.Scalar {
        guard let scalar = peek else { throw failure("a character after \\") }
        place += 1
        return scalar
    }

    private var peek: Unicode.Scalar? { place < scalars.count ? scalars[place] : nil }

    private mutating func enter() throws(NamePatternError) {
        guard depth < NamePattern.deepest else { throw failure("at most \(NamePattern.deepest) levels") }
        depth += 1
    }

    private mutating func expect(_ scalar: Unicode.Scalar) throws(NamePatternError) {
        guard peek == scalar else { throw failure("\"\(scalar)\"") }
        place += 1
    }

    private func failure(_ expected: String) -> NamePatternError {
        NamePatternError(pattern: text, column: place + 1, expected: expected, found: peek.map { String($0) })
    }
}
