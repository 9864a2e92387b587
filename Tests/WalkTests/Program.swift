import Foundation
import Glibc

/// A program of its own, started and ended by a test.
final class Program: @unchecked Sendable {
    // Unchecked: the process id never changes, and the status is only touched by the one task that waits.
    let id: pid_t
    private let command: [String]
    private let outputFile: String
    private var status: CInt?

    struct Problem: Error, CustomStringConvertible {
        let description: String
    }

    /// Starts a program with its output, of both kinds, in a file.
    init(_ command: [String]) throws {
        self.command = command
        outputFile = NSTemporaryDirectory() + "walk-\(UUID().uuidString).out"
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, outputFile, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        // The test's threads block signals, and a child would inherit that.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        let arguments = command.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var id: pid_t = 0
        let code = posix_spawnp(&id, command[0], &actions, &attributes, arguments, environ)
        guard code == 0 else { throw Problem(description: "\(command[0]): \(String(cString: strerror(code)))") }
        self.id = id
    }

    deinit {
        if status == nil {
            kill(id, SIGKILL)
            waitpid(id, nil, 0)
        }
        unlink(outputFile)
    }

    /// What it has printed so far.
    var output: String { (try? String(contentsOfFile: outputFile, encoding: .utf8)) ?? "" }

    /// Whether it still runs.
    var isRunning: Bool {
        if status != nil { return false }
        var raw: CInt = 0
        guard waitpid(id, &raw, WNOHANG) == id else { return true }
        status = raw & 0x7F == 0 ? raw >> 8 & 0xFF : -(raw & 0x7F)
        return false
    }

    func send(_ signal: CInt) { kill(id, signal) }

    /// Waits for its end: its exit status, or the negative number of the signal that ended it.
    func end(within seconds: Double = 60) async throws -> CInt {
        try await eventually("\(command.joined(separator: " ")) ends; it said: \(output)", within: seconds) {
            !self.isRunning
        }
        return status ?? 0
    }

    /// Runs a program to its end.
    static func run(_ command: [String]) async throws -> (status: CInt, output: String) {
        let program = try Program(command)
        let status = try await program.end()
        return (status, program.output)
    }

    /// Runs a program that must succeed.
    @discardableResult
    static func require(_ command: [String]) async throws -> String {
        let (status, output) = try await run(command)
        guard status == 0 else {
            throw Problem(description: "\(command.joined(separator: " ")): exit status \(status): \(output)")
        }
        return output
    }
}

/// Waits until a condition holds.
func eventually(
    _ what: String, within seconds: Double, _ condition: () async throws -> Bool
) async throws {
    let deadline = ContinuousClock.now + .seconds(seconds)
    while try await !condition() {
        guard ContinuousClock.now < deadline else {
            throw Program.Problem(description: "waited \(seconds) s in vain until \(what)")
        }
        try await Task.sleep(for: .milliseconds(50))
    }
}
