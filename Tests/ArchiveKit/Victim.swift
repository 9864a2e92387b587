import Foundation
import Synchronization

/// A process that stores known rows, reads them or is in their way, until it is told to end, or is killed.
///
/// Its words are lines: `safe 12` and `written 12` name rows, `event …` is what the archive told, `tally …` comes last.
package final class Victim: Sendable {
    private struct State {
        var lines: [String] = []
        /// What has no end of line yet.
        var rest = Data()
        var hasEnded = false

        mutating func take(_ data: Data) {
            rest += data
            while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                lines.append(String(decoding: rest[..<end], as: UTF8.self))
                rest = Data(rest[(end + 1)...])
            }
        }
    }

    private let state = Mutex(State())
    private let process: Process
    private let orders = Pipe()

    /// What is to be done there; the names are those of its arguments.
    package struct Task: Sendable {
        package enum Kind: String, Sendable {
            case store, read
            /// Locks a file as librrd does, says `holds 1`, and keeps it locked.
            case hold
        }

        package var kind = Kind.store
        /// Or the file to hold.
        package var directory: String
        /// Seconds.
        package var step = 15
        package var isBrief = false
        /// The number of the first row.
        package var first = 0
        package var hosts = 12
        /// After so many rows of each there is another host, up to five times as many; 0 for never.
        package var growEvery = 0
        /// Milliseconds between rows; 0 for as fast as it can.
        package var pause = 0
        /// So short a time, in milliseconds, that files are always being written.
        package var flush = 60
        /// Bytes; nil for what an aggregator has by itself.
        package var minimumFree: Int? = 0
        /// Whether somebody asks for random series all the while.
        package var asks = false

        package init(_ directory: String) { self.directory = directory }

        var arguments: [String] {
            [
                kind.rawValue, directory, "step=\(step)", "brief=\(isBrief ? 1 : 0)", "first=\(first)",
                "hosts=\(hosts)", "grow=\(growEvery)", "pause=\(pause)", "flush=\(flush)",
                "free=\(minimumFree ?? -1)", "asks=\(asks ? 1 : 0)",
            ]
        }
    }

    package struct Failure: Error, CustomStringConvertible {
        package let description: String
    }

    package init(_ task: Task) throws {
        process = Process()
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
            .deletingLastPathComponent().appending(path: "archive-victim")
        process.arguments = task.arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardInput = orders
        // Held open by a child of another test, these would never end.
        for pipe in [orders, output] {
            for end in [pipe.fileHandleForReading, pipe.fileHandleForWriting] {
                _ = fcntl(end.fileDescriptor, F_SETFD, FD_CLOEXEC)
            }
        }
        try process.run()
        Thread { [self] in
            let handle = output.fileHandleForReading
            while true {
                let data = handle.availableData
                guard !data.isEmpty else { break }
                state.withLock { $0.take(data) }
            }
            state.withLock { $0.hasEnded = true }
        }.start()
    }

    deinit {
        if process.isRunning { Foundation.kill(process.processIdentifier, SIGKILL) }
    }

    /// What it has said; a line that was cut in the middle says nothing.
    package var lines: [String] { state.withLock { $0.lines } }

    /// The numbers of the lines that begin with a word.
    package func numbers(_ word: String) -> [Int] {
        lines.compactMap { line in
            let parts = line.split(separator: " ", maxSplits: 1)
            return parts.count == 2 && parts[0] == word ? Int(parts[1]) : nil
        }
    }

    /// What the archive told, in its own words.
    package var events: [String] { lines.filter { $0.hasPrefix("event ") }.map { String($0.dropFirst(6)) } }

    package var isAlive: Bool { state.withLock { !$0.hasEnded } }

    /// Blocks until a condition holds, or the process has ended.
    package func wait(until what: String, within seconds: Double = 60, _ condition: () throws -> Bool) throws {
        let deadline = ContinuousClock.now + .seconds(seconds)
        while try !condition() {
            guard ContinuousClock.now < deadline else {
                throw Failure(description: "waited \(seconds) s in vain until \(what); it said: \(lines.suffix(5))")
            }
            guard isAlive else { return }
            usleep(1000)
        }
    }

    /// Blocks until so many more lines begin with the word, or the process has ended.
    package func wait(for count: Int, more word: String) throws {
        let before = numbers(word).count
        try wait(until: "there are \(count) more of \(word)") { numbers(word).count >= before + count }
    }

    /// Kills it, and blocks until all that it said has been read.
    package func kill() throws {
        Foundation.kill(process.processIdentifier, SIGKILL)
        try wait(until: "its output ends") { !isAlive }
        process.waitUntilExit()
        guard process.terminationReason == .uncaughtSignal, process.terminationStatus == SIGKILL else {
            throw Failure(description: "ended by itself before it was killed: \(ending)")
        }
    }

    /// Has it write what it has and end, and returns its last words; throws if it ended in another way.
    package func finish() throws -> Tally {
        try? orders.fileHandleForWriting.close()
        try wait(until: "it ends") { !isAlive }
        process.waitUntilExit()
        guard process.terminationReason == .exit, process.terminationStatus == 0,
            let last = lines.last, last.hasPrefix("tally ")
        else { throw Failure(description: "\(ending); it said: \(lines.suffix(3))") }
        return try JSONDecoder().decode(Tally.self, from: Data(last.dropFirst(6).utf8))
    }

    private var ending: String {
        "\(process.terminationReason == .exit ? "exit status" : "signal") \(process.terminationStatus)"
    }
}
