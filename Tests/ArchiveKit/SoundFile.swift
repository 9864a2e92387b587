package import Archive
import Foundation

/// A file that nothing is wrong with: its header is sound, `rrdtool info` reads it and finds the same, and its rows do not go
/// beyond its last update.
package struct SoundFile: Sendable {
    package let path: String
    package let header: RRDHeader

    package struct Flaw: Error, CustomStringConvertible {
        package let description: String
    }

    /// Looks at a file that nobody writes meanwhile; throws what is wrong with it.
    ///
    /// Runs a program: a few milliseconds, and blocks.
    package init(_ path: String) throws {
        guard let header = try RRDHeader(readingFrom: path, now: time(nil)) else {
            throw Flaw(description: "\(path): expected a file, found none")
        }
        self.path = path
        self.header = header
        let info = try RRDTool.run("info", path).split(separator: "\n")
        for (key, expected) in [("last_update", header.lastUpdate), ("step", header.step)]
        where !info.contains("\(key) = \(expected)") {
            throw Flaw(description: "\(path): \(key): expected \(expected), found another by rrdtool info")
        }
        let columns = info.count { $0.hasPrefix("ds[") && $0.contains("].type = ") }
        guard columns == header.columns.count else {
            throw Flaw(description: "\(path): expected \(header.columns.count) columns, found \(columns)")
        }
    }

    /// Every file below a folder whose name says that it is a round-robin database, all of them sound.
    ///
    /// What was set aside is passed over; throws what is wrong with the first that is not sound.
    package static func all(below folder: String) throws -> [SoundFile] {
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return try names.filter { $0.hasSuffix(".rrd") }.sorted().map { try SoundFile("\(folder)/\($0)") }
    }
}
