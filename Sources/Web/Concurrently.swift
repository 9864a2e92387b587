import Foundation

extension Sequence where Element: Sendable {
    /// What becomes of each, in their order, a few at a time: some wait for the archive while others are drawn.
    func concurrently<Outcome: Sendable>(
        _ work: @escaping @Sendable (Element) async throws -> Outcome
    ) async rethrows -> [Outcome] {
        try await withThrowingTaskGroup(of: (Int, Outcome).self) { group in
            var rest = enumerated().makeIterator()
            func begin() {
                guard let (place, element) = rest.next() else { return }
                group.addTask { (place, try await work(element)) }
            }
            var outcomes: [Int: Outcome] = [:]
            for _ in 0..<atOnce { begin() }
            while let (place, outcome) = try await group.next() {
                outcomes[place] = outcome
                begin()
            }
            return outcomes.sorted { $0.key < $1.key }.map(\.value)
        }
    }
}

/// More would only wait for each other, and keep other pages waiting.
private let atOnce = Swift.min(Swift.max(2, ProcessInfo.processInfo.activeProcessorCount), 4)
