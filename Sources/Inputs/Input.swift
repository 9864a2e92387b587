import Collectors
import Glibc
import MetricModel
import Wire

/// One file, script or plug-in, and what it said last.
final class Input {
    let kind: InputKind
    let path: String
    /// `script:raid`, as the instance of ``InputState/definition``.
    let instance: InstanceName
    /// Without a period at its end.
    let name: String
    let period: Int

    private(set) var values = InputValues()
    private var refused = 0
    private var status: Int?
    private var says: String?
    private var hasAnswered: Bool?
    private var answeredAt: Tick?
    /// When the text file was written, by the wall clock.
    private var writtenAt: Timestamp?
    private var duration: Double?
    /// When it is to be run or read next, in nanoseconds of the monotonic clock.
    private(set) var dueAt: UInt64
    private var stamp: (size: Int64, seconds: Int, nanoseconds: Int, inode: UInt)?
    private var problem: String?

    // Running.
    private var program: RunningProgram?
    private var startedAt = Tick(wall: Timestamp(milliseconds: 0), monotonic: 0)
    private var wasAskedToEnd = false

    private static let second: UInt64 = 1_000_000_000

    init?(_ kind: InputKind, folder: String, file: String, _ limits: InputLimits, at now: Tick) {
        let (name, period) =
            kind == .text ? (String(file.dropLast(5)), nil) : ProgramFile.period(in: file)
        guard let instance = InstanceName("\(kind.rawValue):\(name)") else { return nil }
        self.kind = kind
        self.name = name
        self.instance = instance
        self.period = period ?? (kind == .text ? limits.textPeriod : limits.period)
        path = "\(folder)/\(file)"
        dueAt = now.monotonic
    }

    var isRunning: Bool { program != nil }

    func isDue(at now: Tick) -> Bool { !isRunning && now.monotonic >= dueAt }

    private func postpone(from now: Tick) { dueAt = now.monotonic + UInt64(period) * Self.second }

    /// Why it last failed; nil if that has been told already, or it did not fail.
    private func note(_ text: String?) -> String? {
        defer { problem = text }
        guard let text, text != problem else { return nil }
        return "\(instance): \(text)"
    }

    // MARK: - Files

    /// Reads the file if it is another than last time.
    ///
    /// - Returns: A line for people, if something is wrong that was not before.
    func readFile(_ metrics: inout OutsideMetrics, _ limits: InputLimits, room: Int, at now: Tick) -> String? {
        postpone(from: now)
        // Opened so that neither a pipe nor a terminal can hold anybody up.
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard file >= 0 else { return failFile("cannot be opened: \(String(cString: strerror(errno)))") }
        defer { close(file) }
        var facts = stat()
        guard fstat(file, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
            return failFile("is no regular file")
        }
        guard facts.st_size <= limits.bytes else {
            return failFile("holds \(facts.st_size) bytes, more than \(limits.bytes)")
        }
        writtenAt = Timestamp(
            milliseconds: Int64(facts.st_mtim.tv_sec) * 1000 + Int64(facts.st_mtim.tv_nsec) / 1_000_000)
        let stamp = (
            Int64(facts.st_size), facts.st_mtim.tv_sec, facts.st_mtim.tv_nsec, UInt(facts.st_ino)
        )
        if let old = self.stamp, old == stamp { return nil }
        var bytes = [UInt8](repeating: 0, count: limits.bytes)
        var count = 0
        while count < bytes.count {
            let got = bytes.withUnsafeMutableBytes { room in
                read(file, room.baseAddress.map { $0 + count }, room.count - count)
            }
            guard got > 0 else { break }
            count += got
        }
        self.stamp = stamp
        hasAnswered = true
        duration = 0
        return take(prometheus: bytes.span.extracting(0..<count), &metrics, limits, room: room, at: now)
    }

    private func failFile(_ reason: String) -> String? {
        hasAnswered = false
        stamp = nil
        values = InputValues()
        return note(reason)
    }

    // MARK: - Programs

    /// Starts the program.
    ///
    /// - Returns: A line for people, if that fails and did not before.
    func start(_ limits: InputLimits, at now: Tick) -> String? {
        postpone(from: now)
        if let objection = ProgramFile.objection(to: path) {
            hasAnswered = false
            return note("is not run: it \(objection)")
        }
        guard let program = RunningProgram(path, limit: limits.bytes) else {
            hasAnswered = false
            return note("cannot be started: \(String(cString: strerror(errno)))")
        }
        self.program = consume program
        startedAt = now
        wasAskedToEnd = false
        return nil
    }

    /// Looks after the program that runs: takes its answer if it has ended, ends it if its time is over.
    ///
    /// - Returns: A line for people, if something is wrong that was not before.
    func look(_ metrics: inout OutsideMetrics, _ limits: InputLimits, room: Int, at now: Tick) -> String? {
        guard var program = program.take() else { return nil }
        let state = program.poll()
        let seconds = now.seconds(since: startedAt)
        guard state == .running else {
            duration = seconds.rounded()
            return finish(program.output, isTooLong: program.isTooLong, state, &metrics, limits, room: room, at: now)
        }
        if program.isTooLong || seconds >= Double(limits.patience) {
            if !wasAskedToEnd {
                program.end(byForce: false)
                wasAskedToEnd = true
            } else if seconds >= Double(limits.patience + limits.grace) || program.isTooLong {
                program.end(byForce: true)
            }
        }
        self.program = consume program
        return nil
    }

    private func finish(
        _ output: [UInt8], isTooLong: Bool, _ state: RunningProgram.State, _ metrics: inout OutsideMetrics,
        _ limits: InputLimits, room: Int, at now: Tick
    ) -> String? {
        if case .exited(let code) = state { status = Int(code) } else { status = nil }
        if isTooLong { return fail("printed more than \(limits.bytes) bytes") }
        if wasAskedToEnd { return fail("did not end within \(limits.patience) s") }
        guard case .exited(let code) = state else { return fail("was ended by a signal") }
        if kind == .plugin {
            hasAnswered = true
            answeredAt = now
            return take(nagios: output.span, &metrics, limits, room: room, at: now)
        }
        guard code == 0 else { return fail("exited with status \(code)") }
        hasAnswered = true
        answeredAt = now
        return take(prometheus: output.span, &metrics, limits, room: room, at: now)
    }

    private func fail(_ reason: String) -> String? {
        hasAnswered = false
        return note(reason)
    }

    // MARK: - Answers

    private func take(
        prometheus bytes: Span<UInt8>, _ metrics: inout OutsideMetrics, _ limits: InputLimits, room: Int, at now: Tick
    ) -> String? {
        let text = PrometheusText(parsing: bytes, limit: min(limits.values, max(0, room)))
        refused = text.refused
        values.begin()
        for sample in text.samples {
            guard
                let (place, isCounter) = metrics.place(
                    of: sample, in: text, from: "\(kind.rawValue) \(name)", pace: period),
                case let instance = Self.instance(sample.labels), instance != nil || sample.labels.isEmpty,
                values.add(
                    .init(definition: place, instance: instance), isCounter: isCounter, [sample.value], at: now)
            else {
                refused += 1
                continue
            }
        }
        values.end()
        return note(
            refused == 0
                ? nil
                : text.firstError.map { "\(refused) lines left out, the first: \($0)" }
                    ?? "\(refused) values left out: told twice, too many, or with names that cannot be sent")
    }

    private func take(
        nagios bytes: Span<UInt8>, _ metrics: inout OutsideMetrics, _ limits: InputLimits, room: Int, at now: Tick
    ) -> String? {
        let output = NagiosOutput(parsing: bytes, limit: min(limits.values, max(0, room)))
        refused = output.refused
        says = output.text.isEmpty ? nil : output.text
        values.begin()
        for item in output.items {
            guard let place = metrics.place(ofPlugin: name, item, from: "plugin \(name)", pace: period),
                let instance = InstanceName(item.label),
                values.add(
                    .init(definition: place, instance: instance), isCounter: item.isCounter,
                    [item.value, item.warn, item.crit, item.min, item.max].map { $0 ?? .nan }, at: now)
            else {
                refused += 1
                continue
            }
        }
        values.end()
        return note(refused == 0 ? nil : "\(refused) items of its performance data left out")
    }

    /// Labels as one name; nil if there are none or they make no name.
    ///
    /// A long one is cut and told apart by a hash.
    private static func instance(_ labels: [PrometheusSample.Label]) -> InstanceName? {
        guard !labels.isEmpty else { return nil }
        var text = labels.map { "\($0.name)=\($0.value)" }.joined(separator: ",")
        if text.utf8.count > InstanceName.limit {
            let hash = String(FNV1a.hash(text.utf8), radix: 16)
            while text.utf8.count > InstanceName.limit - 17 { text.removeLast() }
            text += "#\(hash)"
        }
        return InstanceName(text)
    }

    // MARK: - Reporting

    /// Whether the last answer is young enough to be told.
    private func isCurrent(_ limits: InputLimits, at now: Tick) -> Bool {
        if kind == .text { return hasAnswered == true }
        guard let answeredAt else { return false }
        return now.seconds(since: answeredAt) <= Double(2 * period + limits.patience)
    }

    func reportValues(_ limits: InputLimits, at now: Tick, into report: inout Report) {
        if isCurrent(limits, at: now) { values.report(into: &report) }
    }

    /// Adds the row about the input itself.
    func reportState(at now: Tick, into report: inout Report) {
        guard let hasAnswered else { return }
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
        report.append(text: says)
    }
}
