import ClusterState
import Testing

@Suite("A window of steps")
struct StepWindowTests {
    struct Case: Sendable {
        var name: String
        /// Start, end and value.
        var rows: [(Int64, Int64, Double)]
        var step: Int64
        /// nil if nothing is known; NaN if this field is not.
        var value: Double?

        init(_ name: String, _ rows: [(Int64, Int64, Double)], stepEndingAt step: Int64, is value: Double?) {
            (self.name, self.rows, self.step, self.value) = (name, rows, step, value)
        }
    }

    /// With a step of 15 s.
    static let cases = [
        Case("a row that is the step", [(0, 15, 0.7)], stepEndingAt: 15, is: 0.7),
        Case("no row", [], stepEndingAt: 15, is: nil),
        Case("a row of another step", [(0, 15, 1)], stepEndingAt: 45, is: nil),
        Case("the mean of a row a second", (0..<15).map { ($0, $0 + 1, Double($0)) }, stepEndingAt: 15, is: 7),
        Case("weighs rows by their length", [(0, 10, 3), (10, 15, 6)], stepEndingAt: 15, is: 4),
        Case("a row over two steps, the first", [(5, 20, 4), (20, 35, 7)], stepEndingAt: 15, is: 4),
        Case("a row over two steps, the second", [(5, 20, 4), (20, 35, 7)], stepEndingAt: 30, is: 6),
        Case("half known is enough", [(0, 8, 4)], stepEndingAt: 15, is: 4),
        Case("less than half is not", [(0, 7, 4)], stepEndingAt: 15, is: nil),
        Case("unknown is no value", [(0, 15, .nan)], stepEndingAt: 15, is: nil),
        Case("unknown for less than half", [(0, 8, 4), (8, 15, .nan)], stepEndingAt: 15, is: 4),
        Case("unknown for more than half", [(0, 7, 4), (7, 15, .nan)], stepEndingAt: 15, is: nil),
        Case("a row that ends before it begins", [(15, 0, 4)], stepEndingAt: 15, is: nil),
        Case("a row without length", [(15, 15, 4)], stepEndingAt: 15, is: nil),
        Case("a slow host: each of its steps", [(0, 60, 5)], stepEndingAt: 15, is: 5),
        Case("a slow host: its last step", [(0, 60, 5)], stepEndingAt: 60, is: 5),
        Case("a slow host holds until its next row", [(0, 60, 5)], stepEndingAt: 90, is: 5),
        Case("and for half its length more", [(0, 60, 5)], stepEndingAt: 150, is: 5),
        Case("but no longer", [(0, 60, 5)], stepEndingAt: 165, is: nil),
        Case("an ordinary host does not hold", [(0, 15, 5)], stepEndingAt: 30, is: nil),
        Case("rows in the wrong order", [(15, 30, 2), (0, 15, 1)], stepEndingAt: 15, is: 1),
        Case(
            "the last four steps are kept", (0..<6).map { ($0 * 15, $0 * 15 + 15, Double($0)) }, stepEndingAt: 45, is: 2
        ),
        Case("older ones are not", (0..<6).map { ($0 * 15, $0 * 15 + 15, Double($0)) }, stepEndingAt: 30, is: nil),
        Case(
            "too old a row changes nothing", [(75, 90, 1), (60, 75, 1), (45, 60, 1), (30, 45, 1), (0, 15, 9)],
            stepEndingAt: 15, is: nil),
        Case("a row of a day is no more work than one of a minute", [(0, 86_400, 3)], stepEndingAt: 86_400, is: 3),
    ]

    @Test("consolidates", arguments: cases)
    func consolidates(example: Case) {
        var window = StepWindow(step: 15)
        for (start, end, value) in example.rows { window.add(start: start, end: end, values: [value]) }
        #expect(window.values(forStepEndingAt: example.step)?.first == example.value, "\(example.name)")
    }

    @Test("knows a step of which exactly half is known", arguments: [(4, nil), (5, 7), (6, 7)] as [(Int64, Double?)])
    func half(seconds: Int64, value: Double?) {
        var window = StepWindow(step: 10)
        window.add(start: 0, end: seconds, values: [7])
        #expect(window.values(forStepEndingAt: 10)?.first == value)
    }

    @Test("knows one field and not the other")
    func fieldsApart() throws {
        var window = StepWindow(step: 15)
        window.add(start: 0, end: 15, values: [1, .nan])
        let values = try #require(window.values(forStepEndingAt: 15))
        #expect(values[0] == 1)
        #expect(values[1].isNaN)
    }

    @Test(
        "keeps a value that does not change to the last bit, however it is cut", arguments: [1, 2, 4, 7, 15] as [Int64])
    func exact(length: Int64) {
        let value = 0.1 + 0.2
        var window = StepWindow(step: 15)
        for start in stride(from: Int64(0), to: 30, by: Int(length)) {
            window.add(start: start, end: start + length, values: [value])
        }
        #expect(window.values(forStepEndingAt: 15) == [value])
    }

    @Test("passes over a row with another number of fields")
    func otherFields() {
        var window = StepWindow(step: 15)
        window.add(start: 0, end: 10, values: [1])
        window.add(start: 10, end: 15, values: [5, 5])
        #expect(window.values(forStepEndingAt: 15) == [1])
    }
}
