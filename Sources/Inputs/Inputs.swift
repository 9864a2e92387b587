package import Collectors
import Glibc
package import MetricModel

/// Values from outside: text files, scripts and Nagios plug-ins, each looked after once a second and never waited for.
///
/// Nothing here blocks: files are opened without waiting and only if they are regular ones, programs run in processes of
/// their own and leave their answers in pipes. A folder on a network file system whose server is silent would hold the agent
/// up: inputs belong on a local disk.
package final class Inputs {
    private let folders: [(kind: InputKind, path: String)]
    private let limits: InputLimits
    private let log: (String) -> Void
    private var metrics: OutsideMetrics
    private var inputs: [Input] = []
    /// What the last listing objected to, so that people are told once.
    private var objections: Set<String> = []
    private var listedAt: UInt64?
    private var taken = 0

    private static let second: UInt64 = 1_000_000_000

    /// Looks into folders.
    ///
    /// - Parameters:
    ///   - folders: Where inputs lie.
    ///   - limits: What keeps them from doing harm.
    ///   - reserved: Subjects that are taken already.
    ///   - log: Takes one line for people to read.
    package init(
        _ folders: InputFolders, _ limits: InputLimits = InputLimits(), reserved: Set<SubjectName>,
        log: @escaping (String) -> Void
    ) {
        self.folders = [(.text, folders.text), (.script, folders.scripts), (.plugin, folders.plugins)]
            .compactMap { kind, path in path.map { (kind, $0) } }
        self.limits = limits
        self.log = log
        metrics = OutsideMetrics(reserved: reserved)
    }

    /// What the values mean; only ever grows at its end.
    package var definitions: [Definition] { metrics.definitions }

    /// The definitions that came since this was last asked.
    package func takeNewDefinitions() -> ArraySlice<Definition> {
        defer { taken = metrics.definitions.count }
        return metrics.definitions[taken...]
    }

    /// Whether nothing runs and nothing has still to run for the first time.
    package func isIdle(at now: Tick) -> Bool {
        inputs.allSatisfy { (!$0.isRunning || $0.isStuck) && !$0.isDue(at: now) }
    }

    /// Lists folders, reads files, starts programs, takes answers, ends what takes too long: what there is to do now.
    ///
    /// Call it once a second. Where nothing is to do it allocates nothing.
    package func look(at now: Tick) {
        if listedAt.map({ now.monotonic - min(now.monotonic, $0) >= UInt64(limits.textPeriod) * Self.second }) ?? true {
            listedAt = now.monotonic
            list(at: now)
        }
        var running = 0
        for input in inputs where input.isRunning {
            tell(input.look(&metrics, limits, room: room(for: input), at: now))
            if input.isRunning, !input.isStuck { running += 1 }
        }
        while running < limits.atOnce, let input = longestDue(at: now, where: { $0 != .text }) {
            tell(input.start(limits, at: now))
            if input.isRunning { running += 1 }
        }
        // To parse takes time, and many files may change at once.
        var budget = limits.bytes
        while budget > 0, let input = longestDue(at: now, where: { $0 == .text }) {
            tell(input.readFile(&metrics, limits, room: room(for: input), budget: &budget, at: now))
        }
    }

    /// Who waits longest comes first, so that some that take long cannot keep others from running.
    private func longestDue(at now: Tick, where isWanted: (InputKind) -> Bool) -> Input? {
        var longest: Input?
        for input in inputs where isWanted(input.kind) && input.isDue(at: now) {
            if longest.map({ input.dueAt < $0.dueAt }) ?? true { longest = input }
        }
        return longest
    }

    private func tell(_ line: String?) {
        if let line { log(line) }
    }

    /// How many values the others leave.
    private func room(for input: Input) -> Int {
        limits.allValues - inputs.reduce(0) { $0 + ($1 === input ? 0 : $1.values.count) }
    }

    // MARK: - Folders

    private func list(at now: Tick) {
        var found: [Input] = []
        var taken: Set<InstanceName> = []
        var objections: Set<String> = []
        for (kind, folder) in folders {
            for name in names(in: folder, kind, &objections) {
                let path = "\(folder)/\(name)"
                let known = inputs.first { $0.kind == kind && $0.path == path }
                guard let input = known ?? Input(kind, folder: folder, file: name, limits, at: now) else {
                    object(to: path, "its name cannot be sent", &objections)
                    continue
                }
                guard taken.insert(input.instance).inserted else {
                    object(to: path, "left out: there is another \(input.instance)", &objections)
                    continue
                }
                input.list(true, &metrics)
                found.append(input)
            }
        }
        for input in inputs where !found.contains(where: { $0 === input }) {
            input.list(false, &metrics)
            // It is looked after to its end.
            if input.isRunning { found.append(input) }
        }
        inputs = found
        self.objections = objections
    }

    /// The files in a folder that are inputs.
    private func names(
        in folder: String, _ kind: InputKind, _ objections: inout Set<String>
    ) -> ArraySlice<String> {
        guard let list = InputNames(in: folder, kind) else {
            object(to: folder, "cannot be listed: \(Errno(code: errno))", &objections)
            return []
        }
        if kind != .text, let objection = ProgramFile.objection(toFolder: folder) {
            object(to: folder, "nothing in it is run: it \(objection)", &objections)
            return []
        }
        let names = list.names.prefix(limits.inputs)
        if list.isCut || names.count < list.names.count {
            object(
                to: folder, "holds more inputs than are looked after: all but \(names.count) are left out", &objections)
        }
        return names
    }

    /// Tells what stands against a folder or a file, unless the last listing has told it.
    private func object(to path: String, _ objection: String, _ objections: inout Set<String>) {
        if objections.insert(path).inserted, !self.objections.contains(path) { log("\(path): \(objection)") }
    }

    // MARK: - Reporting

    /// Adds a row for each value; indices of definitions count those of ``definitions``.
    package func reportValues(at now: Tick, into report: inout Report) {
        for input in inputs { input.reportValues(limits, at: now, into: &report) }
    }

    /// Adds a row for each input, of ``InputState/definition``.
    package func reportStates(at now: Tick, into report: inout Report) {
        for input in inputs { input.reportState(limits, at: now, into: &report) }
    }
}
