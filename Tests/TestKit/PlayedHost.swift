package import Collectors
import Foundation
import MetricModel
package import Procfs

/// A fixture host in a folder of its own, whose files change in place: collectors keep them open, as they do the
/// kernel's.
package final class PlayedHost {
    private let fixture: FixtureHost
    private let folder: TemporaryFolder

    /// Lays out the host's first moment.
    package init(_ fixture: FixtureHost) throws {
        self.fixture = fixture
        folder = try TemporaryFolder()
        try lay("first")
    }

    package var proc: ProcRoot { ProcRoot("\(folder.path)/proc") }
    package var sys: SysRoot { SysRoot("\(folder.path)/sys") }
    package var roots: Roots { Roots(proc: proc, sys: sys) }

    /// Makes it the host's second moment.
    package func advance() throws { try lay("second") }

    /// Rewrites a file by its path below the host's folder: `proc/stat`.
    package func edit(_ path: String, _ change: (String) -> String) throws {
        let file = URL(filePath: "\(folder.path)/\(path)")
        let text = try String(contentsOf: file, encoding: .utf8)
        try Data(change(text).utf8).write(to: file)
    }

    /// Leaves out the lines of a file that hold a word.
    package func drop(_ word: String, from path: String) throws {
        try edit(path) { text in
            text.split(separator: "\n").filter { !$0.split(whereSeparator: \.isWhitespace).contains(Substring(word)) }
                .map { "\($0)\n" }.joined()
        }
    }

    /// Lays a file into a folder that is there.
    package func write(_ path: String, _ text: String) throws {
        try Data(text.utf8).write(to: URL(filePath: "\(folder.path)/\(path)"))
    }

    package func remove(_ path: String) throws {
        try FileManager.default.removeItem(atPath: "\(folder.path)/\(path)")
    }

    package func copy(_ path: String, to other: String) throws {
        try FileManager.default.copyItem(atPath: "\(folder.path)/\(path)", toPath: "\(folder.path)/\(other)")
    }

    /// Makes a file one that exists and cannot be read.
    package func unread(_ path: String) throws {
        try remove(path)
        try FileManager.default.createDirectory(atPath: "\(folder.path)/\(path)", withIntermediateDirectories: false)
    }

    private func lay(_ moment: String) throws {
        let source = "\(fixture.folder)/\(moment)"
        for path in try FileManager.default.subpathsOfDirectory(atPath: source) {
            let target = URL(filePath: "\(folder.path)/\(path)")
            if let destination = try? FileManager.default.destinationOfSymbolicLink(atPath: "\(source)/\(path)") {
                try? FileManager.default.removeItem(at: target)
                try FileManager.default.createSymbolicLink(atPath: target.path, withDestinationPath: destination)
                continue
            }
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: "\(source)/\(path)", isDirectory: &isFolder)
            if isFolder.boolValue {
                try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
            } else {
                // Without the option to write a new file and rename it: the file stays the same one.
                try Data(contentsOf: URL(filePath: "\(source)/\(path)")).write(to: target)
            }
        }
    }
}
