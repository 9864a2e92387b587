import MetricModel

extension Expression {
    /// Reads an expression of at most ``longest`` bytes.
    package init(parsing text: String) throws(ExpressionError) {
        guard text.utf8.count <= Self.longest else {
            throw ExpressionError(
                column: 1, expected: "at most \(Self.longest) bytes", found: "\(text.utf8.count) bytes")
        }
        var parser = ExpressionParser(text)
        self.init(text: text, root: try parser.whole())
    }
}

/// Recursive descent: sum, product, factor.
private struct ExpressionParser {
    private let characters: [Character]
    private var place = 0
    private var depth = 0

    init(_ text: String) { characters = Array(text) }

    mutating func whole() throws(ExpressionError) -> Expression.Term {
        let term = try sum()
        guard peek() == nil else { throw failure("an operator") }
        return term
    }

    private mutating func sum() throws(ExpressionError) -> Expression.Term {
        var left = try product()
        while let sign = take(["+": .add, "-": .subtract]) { left = .operation(sign, left, try product()) }
        return left
    }

    private mutating func product() throws(ExpressionError) -> Expression.Term {
        var left = try factor()
        while let sign = take(["*": .multiply, "/": .divide]) { left = .operation(sign, left, try factor()) }
        return left
    }

    private mutating func factor() throws(ExpressionError) -> Expression.Term {
        switch peek() {
        case "(":
            try enter()
            let term = try sum()
            guard peek() == ")" else { throw failure("an operator or \")\"") }
            place += 1
            depth -= 1
            return term
        case "-":
            try enter()
            defer { depth -= 1 }
            return .negative(try factor())
        case let first? where first.isASCII && (first.isNumber || first == "."):
            return .number(try number())
        case let first? where first.isASCII && (first.isLowercase || first == "_"):
            return .metric(try metric())
        default:
            throw failure("a number, a metric or \"(\"")
        }
    }

    private mutating func enter() throws(ExpressionError) {
        guard depth < Expression.deepest else { throw failure("at most \(Expression.deepest) levels") }
        depth += 1
        place += 1
    }

    private mutating func number() throws(ExpressionError) -> Double {
        let start = place
        var end = place
        while end < characters.count, characters[end].isASCII,
            characters[end].isNumber || ".eE".contains(characters[end])
        {
            let isExponent = "eE".contains(characters[end])
            end += 1
            if isExponent, end < characters.count, "+-".contains(characters[end]) { end += 1 }
        }
        guard let number = Double(String(characters[start..<end])), number.isFinite else {
            throw failure("a number", in: start..<end)
        }
        place = end
        return number
    }

    private mutating func metric() throws(ExpressionError) -> MetricName {
        let start = place
        var end = place
        var hasInstance = false
        while end < characters.count {
            let character = characters[end]
            if character == "@" { hasInstance = true }
            let belongs =
                hasInstance
                ? !character.isWhitespace && character != "(" && character != ")"
                : character.isASCII && (character.isLowercase || character.isNumber || "_.".contains(character))
            guard belongs else { break }
            end += 1
        }
        // A second @ means that an operator was written without a space.
        guard let metric = MetricName(String(characters[start..<end])),
            metric.instance?.text.contains("@") != true
        else { throw failure("a metric as cpu.user or disk@sda.reads", in: start..<end) }
        place = end
        return metric
    }

    /// The next character that is no space.
    private mutating func peek() -> Character? {
        while place < characters.count, characters[place].isWhitespace { place += 1 }
        return place < characters.count ? characters[place] : nil
    }

    private mutating func take(_ signs: [Character: Expression.Operator]) -> Expression.Operator? {
        guard let character = peek(), let sign = signs[character] else { return nil }
        place += 1
        return sign
    }

    private func failure(_ expected: String, in range: Range<Int>? = nil) -> ExpressionError {
        let range = range ?? place..<min(place + 1, characters.count)
        let found = range.isEmpty ? nil : TextLimit.shorten(String(characters[range]), to: 40)
        return ExpressionError(column: range.lowerBound + 1, expected: expected, found: found)
    }
}
