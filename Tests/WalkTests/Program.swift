import Foundation
import Glibc
import TestKit

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
        id = try spawn(command, output: outputFile)
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
