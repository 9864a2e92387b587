package import Collectors
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
    private var refusedFolders: Set<String> = []
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
    package func isIdle(at now: Tick) -> Bool { inputs.allSatisfy { !$0.isRunning && !$0.isDue(at: now) } }

    /// Lists folders, reads files, starts programs, takes answers, ends what takes too long: what there is to do now.
    ///
    /// Call it once a second. Where nothing is to do it allocates nothing.
    package func look(at now: Tick) {
        if listedAt.map({ now.monotonic - min(now.monotonic, $0) >= UInt64(limits.textPeriod) * Self.second }) ?? true {
            listedAt = now.monotonic
            list(at: now)
        }
        var running = inputs.count { $0.isRunning }
        for input in inputs {
            if input.isRunning {
                tell(input.look(&metrics, limits, room: room(for: input), at: now))
                if !input.isRunning { running -= 1 }
            } else if input.isDue(at: now) {
                if input.kind == .text {
                    tell(input.readFile(&metrics, limits, room: room(for: input), at: now))
                } else if running < limits.atOnce {
                    tell(input.start(limits, at: now))
                    if input.isRunning { running += 1 }
                }
            }
        }
    }

    private func tell(_ line: String?) {
        if let line { log(line) }
    }

    /// How many values the others leave.
    private func room(for input: Input) -> Int {
        limits.allValues - inputs.reduce(0) { $0 + ($1 === input ? 0 : $1.values.count) }
    }

    private func list(at now: Tick) {
        var found: [Input] = []
        for (kind, folder) in folders {
            guard let names = inputNames(in: folder) else {
                if refusedFolders.insert(folder).inserted { log("\(folder): cannot be listed") }
                continue
            }
            refusedFolders.remove(folder)
            let wanted = names.filter { kind != .text || $0.hasSuffix(".prom") && $0.utf8.count > 5 }
            if wanted.count > limits.inputs, refusedFolders.insert("\(folder)/").inserted {
                log("\(folder): holds \(wanted.count) inputs; all but \(limits.inputs) are left out")
            }
            for name in wanted.prefix(limits.inputs) {
                let path = "\(folder)/\(name)"
                if let known = inputs.first(where: { $0.kind == kind && $0.path == path }) {
                    found.append(known)
                } else if let new = Input(kind, folder: folder, file: name, limits, at: now) {
                    found.append(new)
                } else if refusedFolders.insert(path).inserted {
                    log("\(path): its name cannot be sent")
                }
            }
        }
        // One whose file went away is looked after to its end.
        for input in inputs where input.isRunning && !found.contains(where: { $0 === input }) { found.append(input) }
        inputs = found
    }

    /// Adds a row for each value; indices of definitions count those of ``definitions``.
    package func reportValues(at now: Tick, into report: inout Report) {
        for input in inputs { input.reportValues(limits, at: now, into: &report) }
    }

    /// Adds a row for each input, of ``InputState/definition``.
    package func reportStates(at now: Tick, into report: inout Report) {
        for input in inputs { input.reportState(at: now, into: &report) }
    }
}
