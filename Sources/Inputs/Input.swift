import Collectors
import MetricModel

/// One file, script or plug-in, and what it said last.
final class Input {
    let kind: InputKind
    let path: String
    /// `script:raid`, as the instance of ``InputState/definition``.
    let instance: InstanceName
    /// Without a period at its end.
    let name: String
    /// Seconds.
    let period: Int
    /// Whether its file is still there, and nothing else of its name before it.
    private(set) var isListed = true

    var values = InputValues()
    var refused = 0
    var status: Int?
    var says: String?
    var hasAnswered: Bool?
    var answeredAt: Tick?
    /// When the text file was written, by the wall clock.
    var writtenAt: Timestamp?
    var duration: Double?
    /// When it is to be run or read next, in nanoseconds of the monotonic clock.
    private(set) var dueAt: UInt64
    /// What told the text file from another when it was last read.
    var stamp: FileStamp?
    private var trouble: Trouble?

    // While a program runs.
    var program: RunningProgram?
    var startedAt = Tick(wall: Timestamp(milliseconds: 0), monotonic: 0)
    var ending = Ending.none

    /// How far the agent has gone to end a program.
    enum Ending { case none, asked, forced, failed }

    private static let second: UInt64 = 1_000_000_000

    /// An input that is due at once; nil if the file's name cannot be sent.
    init?(_ kind: InputKind, folder: String, file: String, _ limits: InputLimits, at now: Tick) {
        let (name, period) = kind == .text ? (String(file.dropLast(5)), nil) : ProgramFile.period(in: file)
        guard let instance = InstanceName("\(kind.rawValue):\(name)") else { return nil }
        self.kind = kind
        self.name = name
        self.instance = instance
        self.period = period ?? (kind == .text ? limits.textPeriod : limits.period)
        path = "\(folder)/\(file)"
        dueAt = now.monotonic
    }

    var isRunning: Bool { program != nil }

    /// Whether not even SIGKILL ends it, since the kernel has it wait for something: nobody waits for it then.
    var isStuck: Bool { isRunning && ending == .failed }

    func isDue(at now: Tick) -> Bool { !isRunning && now.monotonic >= dueAt }

    func postpone(from now: Tick) { dueAt = now.monotonic + UInt64(period) * Self.second }

    /// Says whether its file is there: what one says whose file is gone is told no more.
    func list(_ isListed: Bool, _ metrics: inout OutsideMetrics) {
        self.isListed = isListed
        if !isListed { values.removeAll(&metrics, of: self) }
    }

    // MARK: - Trouble

    /// What can be wrong; people are told once, though the words may differ each time.
    enum Trouble { case file, program, tooLong, late, signal, status, lines, values }

    /// A line for people, if something is wrong that was not before, or nothing any more.
    func note(_ trouble: Trouble?, _ words: @autoclosure () -> String = "") -> String? {
        guard trouble != self.trouble else { return nil }
        self.trouble = trouble
        return trouble == nil ? "\(instance): all right again" : "\(instance): \(words())"
    }

    func fail(_ trouble: Trouble, _ words: @autoclosure () -> String) -> String? {
        hasAnswered = false
        return note(trouble, words())
    }

    // MARK: - Reporting

    /// Whether the last answer is young enough to be told.
    ///
    /// A file says the same until it says something else; only when it was written tells how old that is.
    private func isCurrent(_ limits: InputLimits, at now: Tick) -> Bool {
        if kind == .text { return hasAnswered == true }
        guard let answeredAt else { return false }
        return now.seconds(since: answeredAt) <= Double(2 * period + limits.patience)
    }

    func reportValues(_ limits: InputLimits, at now: Tick, into report: inout Report) {
        if isListed, isCurrent(limits, at: now) { values.report(at: now, into: &report) }
    }

    /// Adds the row about the input itself.
    func reportState(_ limits: InputLimits, at now: Tick, into report: inout Report) {
        guard let hasAnswered, isListed else { return }
        let age: Double? =
            kind == .text
            ? writtenAt.map { max(0, Double(now.wall - $0) / 1000) } : answeredAt.map { now.seconds(since: $0) }
        report.begin(0, instance: instance)
        report.append(hasAnswered ? 1 : 0)
        report.append(age)
        report.append(duration)
        report.append(Double(values.count))
        report.append(Double(refused))
        report.append(status.map { Double($0) })
        report.append(text: isCurrent(limits, at: now) ? says : nil)
    }
}
