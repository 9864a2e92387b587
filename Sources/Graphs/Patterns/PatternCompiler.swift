/// Makes a pattern's steps.
struct PatternCompiler {
    private let text: String
    private var steps: [NamePattern.Step] = []

    private init(_ text: String) { self.text = text }

    /// - `text`: the pattern as it was written, for the error of one that repeats too much.
    static func steps(of node: PatternNode, _ text: String) throws(NamePatternError) -> [NamePattern.Step] {
        var compiler = PatternCompiler(text)
        try compiler.add(node)
        try compiler.append(.found)
        return compiler.steps
    }

    private mutating func append(_ step: NamePattern.Step) throws(NamePatternError) {
        guard steps.count < NamePattern.maximumSteps else {
            throw NamePatternError(pattern: text, column: 1, expected: "fewer repetitions", found: "too many")
        }
        steps.append(step)
    }

    private mutating func add(_ node: PatternNode) throws(NamePatternError) {
        switch node {
        case .one(let set): try append(.one(set))
        case .start: try append(.atStart)
        case .end: try append(.atEnd)
        case .sequence(let nodes): for node in nodes { try add(node) }
        case .choice(let nodes): try add(choice: nodes)
        case .repeated(let node, let least, let most): try add(node, least, most)
        }
    }

    private mutating func add(choice nodes: [PatternNode]) throws(NamePatternError) {
        var exits: [Int] = []
        for (index, node) in nodes.enumerated() {
            guard index < nodes.count - 1 else {
                try add(node)
                break
            }
            let split = steps.count
            try append(.split(split + 1, 0))
            try add(node)
            exits.append(steps.count)
            try append(.jump(0))
            steps[split] = .split(split + 1, steps.count)
        }
        for exit in exits { steps[exit] = .jump(steps.count) }
    }

    private mutating func add(_ node: PatternNode, _ least: Int, _ most: Int?) throws(NamePatternError) {
        for _ in 0..<least { try add(node) }
        guard let most else {
            let split = steps.count
            try append(.split(split + 1, 0))
            try add(node)
            try append(.jump(split))
            steps[split] = .split(split + 1, steps.count)
            return
        }
        var splits: [Int] = []
        for _ in least..<most {
            splits.append(steps.count)
            try append(.split(steps.count + 1, 0))
            try add(node)
        }
        for split in splits { steps[split] = .split(split + 1, steps.count) }
    }
}
