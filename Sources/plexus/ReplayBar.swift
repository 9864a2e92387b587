import Archive
import Foundation
import Synchronization

/// Shows at a terminal how far the reading of the journal is, once that takes longer than a moment.
final class ReplayBar: Sendable {
    private let isShown: Bool
    private let begun = ContinuousClock.now
    private let width = Mutex(0)

    private static let cells = 24
    private static let patience = Duration.milliseconds(300)

    /// - `isTerminal`: whether standard error is one; a log gets no bars.
    init(isTerminal: Bool = isatty(STDERR_FILENO) == 1) { isShown = isTerminal }

    func show(_ progress: JournalProgress) {
        guard isShown, ContinuousClock.now - begun > Self.patience else { return }
        let text = Self.text(progress)
        width.withLock { width in
            let isDone = progress.read >= progress.all
            let padding = String(repeating: " ", count: max(0, width - text.count))
            FileHandle.standardError.write(Data("\r\(text)\(padding)\(isDone ? "\n" : "")".utf8))
            width = text.count
        }
    }

    static func text(_ progress: JournalProgress) -> String {
        let share = progress.all > 0 ? min(1, Double(progress.read) / Double(progress.all)) : 1
        let full = Int(share * Double(cells))
        let bar = String(repeating: "█", count: full) + String(repeating: "░", count: cells - full)
        return "plexus: reading the journal \(bar) \(Int(share * 100)) %, \(progress.rows) rows"
    }
}
