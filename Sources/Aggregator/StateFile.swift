package import ClusterState
import Foundation

/// Where an aggregator's memory of hosts and groups lies over a restart.
package struct StateFile: Sendable {
    package let path: String

    package init(directory: String) { path = "\(directory)/state.json" }

    /// What was remembered; nil if there is nothing.
    ///
    /// A file that cannot be understood is set aside, so that it is not written over.
    package func load() throws -> Snapshot? {
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        do {
            return try JSONDecoder().decode(Snapshot.self, from: data)
        } catch {
            let aside = "\(path).damaged-\(Int(Date().timeIntervalSince1970))"
            try FileManager.default.moveItem(atPath: path, toPath: aside)
            throw StateFileError.damaged(path: path, aside: aside, reason: "\(error)")
        }
    }

    /// Writes beside the file, then renames, so that a crash leaves the old or the new one.
    package func save(_ snapshot: Snapshot) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        try encoder.encode(snapshot).write(to: URL(fileURLWithPath: path), options: .atomic)
    }
}

/// Why a memory could not be read.
package enum StateFileError: Error, CustomStringConvertible {
    case damaged(path: String, aside: String, reason: String)

    package var description: String {
        switch self {
        case .damaged(let path, let aside, let reason):
            "\(path): cannot be understood and is kept as \(aside); hosts will be learnt anew: \(reason)"
        }
    }
}
