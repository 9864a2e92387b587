import Foundation

/// A process that stores rows of twelve hosts in an archive as fast as it can, until it is killed.
final class Victim {
    private let process = Process()
    private let output = Pipe()
    private var told = ""

    /// What it stores for a host: the row's number as `user`, and as `idle` what ``idle(row:host:)`` says.
    static let hosts = 12

    static func idle(row: Int, host: Int) -> Double { Double(row * 100 + host) / 8 }

    private static let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appending(path: "archive-victim")

    /// Starts at a row.
    init(in directory: String, from first: Int) throws {
        process.executableURL = Self.program
        process.arguments = [directory, "\(midnight)", "\(first)"]
        process.standardOutput = output
        try process.run()
    }

    deinit { if process.isRunning { Foundation.kill(process.processIdentifier, SIGKILL) } }

    /// The last row that it has said is safe; nil before the first.
    var safe: Int? {
        // A line that was cut in the middle says nothing.
        told.split(separator: "\n", omittingEmptySubsequences: false).dropLast().last.flatMap { Int($0) }
    }

    /// Blocks until it has said of so many more rows that they are safe.
    func wait(rows: Int) {
        let goal = told.count { $0 == "\n" } + rows
        while told.count(where: { $0 == "\n" }) < goal {
            let data = output.fileHandleForReading.availableData
            guard !data.isEmpty else { return }
            told += String(decoding: data, as: UTF8.self)
        }
    }

    /// Kills it, and blocks until it is gone.
    ///
    /// - Returns: whether that was what ended it.
    func kill() -> Bool {
        Foundation.kill(process.processIdentifier, SIGKILL)
        told += String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return process.terminationReason == .uncaughtSignal
    }
}
