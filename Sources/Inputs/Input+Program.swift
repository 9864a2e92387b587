import MetricModel

extension Input {
    /// Starts the program.
    ///
    /// - Returns: A line for people, if that fails and did not before.
    func start(_ limits: InputLimits, at now: Tick) -> String? {
        postpone(from: now)
        status = nil
        if let objection = ProgramFile.objection(to: path) { return fail(.program, "is not run: it \(objection)") }
        do throws(Errno) {
            program = try RunningProgram(path, limit: limits.bytes)
        } catch {
            return fail(.program, "cannot be started: \(error)")
        }
        startedAt = now
        ending = .none
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
            return finish(program, state, &metrics, limits, room: room, at: now)
        }
        var line: String?
        switch ending {
        case .none where program.isTooLong || seconds >= Double(limits.patience):
            program.end(byForce: false)
            ending = .asked
        case .asked where program.isTooLong || seconds >= Double(limits.patience + limits.grace):
            program.end(byForce: true)
            ending = .forced
        case .forced where seconds >= Double(limits.patience + 2 * limits.grace):
            ending = .failed
            line = fail(.late, "did not end within \(limits.patience) s, and cannot be ended")
        default: break
        }
        self.program = consume program
        return line
    }

    private func finish(
        _ program: borrowing RunningProgram, _ state: RunningProgram.State, _ metrics: inout OutsideMetrics,
        _ limits: InputLimits, room: Int, at now: Tick
    ) -> String? {
        guard isListed else { return nil }
        let said = program.lastError.map { ": \($0)" } ?? ""
        if case .exited(let code) = state { status = Int(code) }
        if program.isTooLong { return fail(.tooLong, "printed more than \(limits.bytes) bytes") }
        if ending != .none { return fail(.late, "did not end within \(limits.patience) s\(said)") }
        switch state {
        case .running, .lost: return fail(.signal, "has ended, nobody knows how")
        case .killed(let signal): return fail(.signal, "was ended by signal \(signal)\(said)")
        case .exited(let code) where kind == .plugin:
            guard code <= 3 else {
                status = 3
                return fail(.status, "exited with status \(code), which is no plug-in's\(said)")
            }
            (hasAnswered, answeredAt) = (true, now)
            return take(nagios: program.output.span, &metrics, limits, room: room, at: now)
        case .exited(let code):
            guard code == 0 else { return fail(.status, "exited with status \(code)\(said)") }
            (hasAnswered, answeredAt) = (true, now)
            return take(prometheus: program.output.span, &metrics, limits, room: room, at: now)
        }
    }
}
