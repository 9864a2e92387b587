import Archive
import Foundation
import Synchronization

/// Shows at a terminal how far some work is, once it takes longer than a moment.
final class ProgressBar: Sendable {
    private let label: String
    private let isShown: Bool
    private let begun = ContinuousClock.now
    private let line = Mutex(Line())

    private struct Line {
        var width = 0
        var shownAt: ContinuousClock.Instant?
        var isEnded = false
    }

    private static let cells = 24
    private static let patience = Duration.milliseconds(300)
    /// Between two pictures.
    private static let pause = Duration.milliseconds(50)

    /// - `label`: what is being done: `reading the journal`.
    /// - `isTerminal`: whether standard error is one; a log gets no bars.
    init(_ label: String, isTerminal: Bool = isatty(STDERR_FILENO) == 1) {
        self.label = label
        isShown = isTerminal
    }

    /// - `note`: a few words behind the bar: what the work is at.
    func show(_ done: Int, of all: Int, _ note: String = "") {
        let now = ContinuousClock.now
        guard isShown, now - begun > Self.patience else { return }
        line.withLock { line in
            let isDone = done >= all
            if line.isEnded || !isDone, let shown = line.shownAt, now - shown < Self.pause { return }
            let text = Self.text(label, done, of: all, note)
            let padding = String(repeating: " ", count: max(0, line.width - text.count))
            FileHandle.standardError.write(Data("\r\(text)\(padding)\(isDone ? "\n" : "")".utf8))
            line = Line(width: text.count, shownAt: now, isEnded: isDone)
        }
    }

    static func text(_ label: String, _ done: Int, of all: Int, _ note: String) -> String {
        let share = all > 0 ? min(1, Double(done) / Double(all)) : 1
        let full = Int(share * Double(cells))
        let bar = String(repeating: "█", count: full) + String(repeating: "░", count: cells - full)
        return "plexus: \(label) \(bar) \(Int(share * 100)) %\(note.isEmpty ? "" : ", \(note)")"
    }
}

extension ProgressBar {
    /// Shows the reading of an archive's journal.
    static func ofJournal() -> (JournalProgress) -> Void {
        let bar = ProgressBar("reading the journal")
        return { bar.show($0.read, of: $0.all, "\($0.rows) rows") }
    }
}
