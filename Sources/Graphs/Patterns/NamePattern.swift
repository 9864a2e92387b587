/// A pattern of names: a glob, `web[1-4]*` or `{db,web}?`, or a regular expression as Ganglia's views have them.
///
/// Both become steps that are followed all at once, so that a comparison takes time proportional to the lengths of pattern
/// and name, whatever the pattern is: no pattern can explode.
package struct NamePattern: Sendable, Hashable {
    /// As it was written.
    package let text: String
    private let steps: [Step]
    private let ignoresCase: Bool

    /// The longest pattern in bytes.
    package static let longest = 200
    /// How deep parentheses and braces may be nested.
    static let deepest = 20
    /// Patterns that repeat a part many times can need more; they are refused.
    static let maximumSteps = 2000

    enum Step: Sendable, Hashable {
        case one(ScalarSet)
        /// Goes on at both places.
        case split(Int, Int)
        case jump(Int)
        case atStart, atEnd
        case found
    }

    /// A glob, which fits a whole name: `*` any characters, `?` any one, `[a-c]` and `[!a-c]` one of some, `{a,b}` either,
    /// `\` before a character that is meant as it stands.
    package init(glob text: String) throws(NamePatternError) {
        var parser = try PatternParser(text, .glob)
        self.init(
            text: text, ignoresCase: false,
            steps: try PatternCompiler.steps(of: .sequence([.start, try parser.whole(), .end]), text))
    }

    /// A regular expression, as far as it can be compared in bounded time.
    ///
    /// It has characters, `.`, `[…]`, `\d \w \s`, `* + ? {2,3}`, `|`, groups, `^` and `$`, and fits a name if it fits any
    /// part of it; A and a are the same to it, as to ganglia-web. References back, looking around and options are refused.
    package init(regex text: String) throws(NamePatternError) {
        var parser = try PatternParser(text, .regex)
        self.init(text: text, ignoresCase: true, steps: try PatternCompiler.steps(of: try parser.whole(), text))
    }

    /// A pattern as addresses and views write it: a glob, or a regular expression after a `~`.
    package init(written text: String) throws(NamePatternError) {
        if text.hasPrefix("~") {
            try self.init(regex: String(text.dropFirst()))
        } else {
            try self.init(glob: text)
        }
    }

    /// The glob that fits a text alone.
    package static func escaped(_ text: String) -> String {
        String(text.flatMap { #"\*?[]{},!~"#.contains($0) ? ["\\", $0] : [$0] })
    }

    /// As ``init(written:)`` reads it.
    package var written: String { ignoresCase ? "~" + text : text }

    private init(text: String, ignoresCase: Bool, steps: [Step]) {
        self.text = text
        self.ignoresCase = ignoresCase
        self.steps = steps
    }

    /// Whether the pattern fits; in time proportional to the product of both lengths at worst.
    package func matches(_ name: String) -> Bool {
        var current = StepList(count: steps.count)
        var next = current
        let scalars = name.unicodeScalars
        var place = scalars.startIndex
        var position = 0
        while true {
            let isEnd = place == scalars.endIndex
            // A comparison can begin anywhere: what must begin at the start says so.
            if add(0, to: &current, position: position, isEnd: isEnd) { return true }
            if isEnd { return false }
            let scalar = scalars[place]
            place = scalars.index(after: place)
            position += 1
            let willEnd = place == scalars.endIndex
            for step in current.list {
                guard case .one(let set) = steps[step], set.contains(scalar, ignoringCase: ignoresCase) else {
                    continue
                }
                if add(step + 1, to: &next, position: position, isEnd: willEnd) { return true }
            }
            swap(&current, &next)
            next.clear()
        }
    }

    /// Adds a step and all that it leads to without a character; true if one of them is the pattern's end.
    private func add(_ first: Int, to list: inout StepList, position: Int, isEnd: Bool) -> Bool {
        var waiting = [first]
        while let step = waiting.popLast() {
            guard list.insert(step) else { continue }
            switch steps[step] {
            case .one: continue
            case .found: return true
            case .jump(let target): waiting.append(target)
            case .split(let one, let other): waiting += [other, one]
            case .atStart: if position == 0 { waiting.append(step + 1) }
            case .atEnd: if isEnd { waiting.append(step + 1) }
            }
        }
        return false
    }
}

/// Places in a program, each once.
private struct StepList {
    private(set) var list: [Int] = []
    private var isIn: [Bool]

    init(count: Int) { isIn = [Bool](repeating: false, count: count) }

    /// Whether it was new.
    mutating func insert(_ step: Int) -> Bool {
        guard !isIn[step] else { return false }
        isIn[step] = true
        list.append(step)
        return true
    }

    mutating func clear() {
        for step in list { isIn[step] = false }
        list.removeAll(keepingCapacity: true)
    }
}

/// Some characters, or all others.
struct ScalarSet: Sendable, Hashable {
    var ranges: [ClosedRange<Unicode.Scalar>] = []
    var isNegated = false

    static let any = ScalarSet(isNegated: true)

    static func one(_ scalar: Unicode.Scalar) -> ScalarSet { ScalarSet(ranges: [scalar...scalar]) }

    func contains(_ scalar: Unicode.Scalar, ignoringCase: Bool) -> Bool {
        let isIn = ranges.contains { $0 ~= scalar } || (ignoringCase && ranges.contains { $0 ~= scalar.otherCase })
        return isIn != isNegated
    }
}

extension Unicode.Scalar {
    /// The capital of a small ASCII letter, and the other way round; itself if it is none.
    fileprivate var otherCase: Unicode.Scalar {
        switch self {
        case "a"..."z", "A"..."Z": Unicode.Scalar(UInt8(truncatingIfNeeded: value) ^ 0x20)
        default: self
        }
    }
}

/// Where a pattern stops making sense.
package struct NamePatternError: Error, Equatable, CustomStringConvertible {
    package let pattern: String
    /// Counted in characters from 1.
    package let column: Int
    package let expected: String
    /// nil for the pattern's end.
    package let found: String?

    package var description: String {
        let quoted = TextLimit.shorten(pattern.printable, to: 60)
        let found = found.map { "\"\(TextLimit.shorten($0.printable, to: 20))\"" } ?? "the end"
        return "pattern \"\(quoted)\", column \(column): expected \(expected), found \(found)"
    }
}
