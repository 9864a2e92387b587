package import MetricModel

/// A value computed from metrics: `100 - cpu.idle - cpu.iowait`.
///
/// Numbers, metric names, `+ - * /`, parentheses. The name of a metric with an instance reaches to the next space or
/// parenthesis, so an operator after it needs a space before. The instance `*` stands for each instance in turn.
package struct Expression: Sendable, Equatable {
    package enum Operator: Sendable {
        case add, subtract, multiply, divide
    }

    indirect enum Term: Sendable, Equatable {
        case number(Double)
        case metric(MetricName)
        case negative(Term)
        case operation(Operator, Term, Term)
    }

    /// As it was written.
    package let text: String
    /// Every metric in it once, in the order of their first mention.
    package let metrics: [MetricName]
    let root: Term

    /// The longest text in bytes.
    package static let longest = 500
    /// How deep parentheses and signs may be nested.
    package static let deepest = 20
    /// Stands for each instance in turn.
    package static let everyInstance = InstanceName(literal: "*")

    init(text: String, root: Term) {
        self.text = text
        self.root = root
        var seen: Set<MetricName> = []
        metrics = root.metrics.filter { seen.insert($0).inserted }
    }

    /// The value of one metric.
    package init(_ metric: MetricName) {
        self.init(text: metric.description, root: .metric(metric))
    }

    /// The same at all times.
    package init(number: Double) {
        self.init(text: NumberText.of(number), root: .number(number))
    }

    /// Whether it speaks of each instance in turn.
    package var isForEachInstance: Bool { metrics.contains { $0.instance == Self.everyInstance } }

    /// The expression about one instance, named where `*` stood.
    package func of(_ instance: InstanceName) -> Expression {
        let root = root.replacing {
            $0.instance == Self.everyInstance
                ? MetricName(subject: $0.subject, instance: instance, field: $0.field) : $0
        }
        if case .metric(let metric) = root { return Expression(metric) }
        return Expression(text: text.replacing("@*.", with: "@\(instance)."), root: root)
    }

    /// So many times the value.
    func multiplied(by factor: Double) -> Expression {
        guard factor != 1 else { return self }
        return Expression(
            text: "(\(text)) * \(NumberText.of(factor))", root: .operation(.multiply, root, .number(factor)))
    }

    func divided(by other: Expression) -> Expression {
        Expression(text: "(\(text)) / (\(other.text))", root: .operation(.divide, root, other.root))
    }

    /// The one metric of which a higher value always makes a higher result; nil if there is none, or another metric too.
    ///
    /// Then the result's highest value comes from the metric's highest.
    var rising: MetricName? { metrics.count == 1 && root.isRising ? metrics[0] : nil }

    /// Computes row by row.
    ///
    /// - `count`: how many rows.
    /// - `column`: the rows of a metric, `count` of them.
    /// - Returns: NaN where any metric is unknown, or the result is no finite number.
    package func values(count: Int, _ column: (MetricName) -> [Double]) -> [Double] {
        root.values(count: count, column).map { $0.isFinite ? $0 : .nan }
    }
}

extension Expression.Term {
    var metrics: [MetricName] {
        switch self {
        case .number: []
        case .metric(let metric): [metric]
        case .negative(let term): term.metrics
        case .operation(_, let left, let right): left.metrics + right.metrics
        }
    }

    /// Whether it is a metric, or one that numbers are added to or that is multiplied by such as are above 0.
    var isRising: Bool {
        switch self {
        case .number, .negative: false
        case .metric: true
        case .operation(.add, .number, let term), .operation(.add, let term, .number),
            .operation(.subtract, let term, .number):
            term.isRising
        case .operation(.multiply, .number(let number), let term), .operation(.multiply, let term, .number(let number)),
            .operation(.divide, let term, .number(let number)):
            number > 0 && term.isRising
        case .operation: false
        }
    }

    func replacing(_ replace: (MetricName) -> MetricName) -> Self {
        switch self {
        case .number: self
        case .metric(let metric): .metric(replace(metric))
        case .negative(let term): .negative(term.replacing(replace))
        case .operation(let sign, let left, let right):
            .operation(sign, left.replacing(replace), right.replacing(replace))
        }
    }

    func values(count: Int, _ column: (MetricName) -> [Double]) -> [Double] {
        switch self {
        case .number(let number): [Double](repeating: number, count: count)
        case .metric(let metric): column(metric)
        case .negative(let term): term.values(count: count, column).map { -$0 }
        case .operation(let sign, let left, let right):
            zip(left.values(count: count, column), right.values(count: count, column)).map { sign.apply($0, $1) }
        }
    }
}

extension Expression.Operator {
    func apply(_ left: Double, _ right: Double) -> Double {
        switch self {
        case .add: left + right
        case .subtract: left - right
        case .multiply: left * right
        case .divide: left / right
        }
    }
}
