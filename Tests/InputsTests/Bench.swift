import Collectors
import Foundation
import Inputs
import MetricModel
import TestKit
import Testing

/// A folder of inputs, and an agent's side of it.
final class Bench {
    let folder: TemporaryFolder
    private(set) var inputs: Inputs
    private(set) var now = Tick(wall: Timestamp(seconds: 1_700_000_000), monotonic: 1_000_000_000_000)

    init(_ change: (inout InputLimits) -> Void = { _ in }) throws {
        folder = try TemporaryFolder()
        for name in ["text", "scripts", "plugins"] {
            try FileManager.default.createDirectory(atPath: "\(folder.path)/\(name)", withIntermediateDirectories: true)
        }
        var folders = InputFolders()
        folders.text = "\(folder.path)/text"
        folders.scripts = "\(folder.path)/scripts"
        folders.plugins = "\(folder.path)/plugins"
        var limits = InputLimits()
        change(&limits)
        let log = Lines()
        self.log = log
        inputs = Inputs(folders, limits, reserved: [SubjectName(literal: "cpu")]) { log.add($0) }
    }

    private let log: Lines

    func write(_ path: String, _ text: String, mode: Int = 0o755) throws {
        let (source, target) = ("\(folder.path)/.\(UUID().uuidString)", "\(folder.path)/\(path)")
        try Data(text.utf8).write(to: URL(filePath: source))
        // Another process writes it: a child that any test starts just then would hold our descriptor for writing, and what
        // is being written cannot be run ("Text file busy").
        let copy = Process()
        copy.executableURL = URL(filePath: "/bin/cp")
        copy.arguments = [source, target]
        try copy.run()
        copy.waitUntilExit()
        #expect(copy.terminationStatus == 0)
        try remove(URL(filePath: source).lastPathComponent)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: target)
    }

    func remove(_ path: String) throws { try FileManager.default.removeItem(atPath: "\(folder.path)/\(path)") }

    /// Looks once, so many seconds later by the clock that the inputs are told.
    func look(after seconds: Double = 1) {
        now = Tick(wall: now.wall + Int64(seconds * 1000), monotonic: now.monotonic + UInt64(seconds * 1e9))
        inputs.look(at: now)
    }

    /// Looks until nothing runs any more, without the told clock moving on: programs run by the real one.
    func settle() throws {
        for _ in 0..<4000 {
            inputs.look(at: now)
            if inputs.isIdle(at: now) { return }
            usleep(5000)
        }
        Issue.record("inputs that never come to rest")
    }

    /// Looks until it is so, without the told clock moving on.
    func look(until isSo: () -> Bool, sourceLocation: SourceLocation = #_sourceLocation) {
        for _ in 0..<4000 {
            inputs.look(at: now)
            if isSo() { return }
            usleep(5000)
        }
        Issue.record("it never came to be", sourceLocation: sourceLocation)
    }

    /// What a program has written into a file beside its folder; nil before.
    func text(_ path: String) -> String? {
        let text = try? String(contentsOfFile: "\(folder.path)/\(path)", encoding: .utf8)
        return text?.hasSuffix("\n") == true ? text?.trimmingCharacters(in: .newlines) : nil
    }

    /// Says when a file was written, in seconds before the told clock's now.
    func age(_ path: String, _ seconds: Int64) {
        let time = timespec(tv_sec: Int(now.wall.seconds - seconds), tv_nsec: 0)
        #expect(utimensat(AT_FDCWD, "\(folder.path)/\(path)", [time, time], 0) == 0)
    }

    var told: [String] { log.take() }

    /// `subject@instance` of each row with its numbers.
    var values: [String: [Double]] {
        var report = Report()
        report.beginCollector(firstDefinition: 0)
        inputs.reportValues(at: now, into: &report)
        return rows(report, inputs.definitions)
    }

    /// What is said of each input in words.
    var words: [String] {
        var report = Report()
        inputs.reportStates(at: now, into: &report)
        return report.texts.map(\.text)
    }

    var states: [String: [Double]] {
        var report = Report()
        report.beginCollector(firstDefinition: 0)
        inputs.reportStates(at: now, into: &report)
        return rows(report, [InputState.definition])
    }

    private func rows(_ report: Report, _ definitions: [Definition]) -> [String: [Double]] {
        var rows: [String: [Double]] = [:]
        for (index, row) in report.rows.enumerated() {
            let subject = definitions[row.definition].subject.text
            rows[row.instance.map { "\(subject)@\($0)" } ?? subject] = report.values(of: index).map {
                report.numbers[$0]
            }
        }
        return rows
    }

    func state(_ instance: String, _ field: String) -> Double? {
        let place = InputState.definition.fields.firstIndex { $0.name.text == field }
        return states["input@\(instance)"].flatMap { row in place.map { row[$0] } }
    }
}
