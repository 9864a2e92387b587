/// Where an expression stops making sense.
package struct ExpressionError: Error, Equatable {
    /// Counted in characters from 1.
    package let column: Int
    package let expected: String
    /// What stands there, short and printable; nil at the end of the text.
    package let found: String?
}

extension ExpressionError: CustomStringConvertible {
    package var description: String {
        "column \(column): expected \(expected), found \(found.map { "\"\($0)\"" } ?? "the end")"
    }
}
