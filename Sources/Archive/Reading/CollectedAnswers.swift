import Synchronization

/// Answers to several queries that come from several threads.
final class CollectedAnswers: Sendable {
    typealias Answer = Result<Fetched, any Error>

    private struct State {
        var answers: [Answer?]
        var missing: Int
    }

    private let state: Mutex<State>

    init(_ count: Int) { state = Mutex(State(answers: Array(repeating: nil, count: count), missing: count)) }

    /// Takes some, each with its place.
    ///
    /// - Returns: all of them, to the one who brought the last.
    func add(_ some: [(Int, Answer)]) -> [Answer]? {
        state.withLock { state in
            for (place, answer) in some { state.answers[place] = answer }
            state.missing -= some.count
            return state.missing == 0 ? state.answers.compactMap { $0 } : nil
        }
    }
}
