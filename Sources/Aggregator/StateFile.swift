package import ClusterState
import Collectors
import Foundation
package import MetricModel

/// Where an aggregator's memory of hosts and groups lies over a restart.
package struct StateFile: Sendable {
    package let path: String

    package init(directory: String) { path = "\(directory)/state.json" }

    /// What was remembered; nil if there is nothing.
    package func load() throws(StateFileError) -> Snapshot? {
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        do {
            return try JSONDecoder().decode(Snapshot.self, from: data)
        } catch {
            throw .damaged(path: path, reason: "\(error)")
        }
    }

    /// The state that was remembered, for those who only look at it; nil if there is nothing.
    package func remembered(at now: Tick) throws(StateFileError) -> ClusterState? {
        guard let snapshot = try load() else { return nil }
        var state = ClusterState(
            ClusterState.Configuration(gangliaCluster: GroupName(literal: "default")),
            definitions: Catalogue.definitions)
        snapshot.restore(to: &state, at: now)
        return state
    }

    /// Gives a damaged file another name, so that it is not written over.
    ///
    /// - Returns: That name.
    func setAside() throws -> String {
        let aside = "\(path).damaged-\(Int(Date().timeIntervalSince1970))"
        try FileManager.default.moveItem(atPath: path, toPath: aside)
        return aside
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
    case damaged(path: String, reason: String)

    package var description: String {
        switch self {
        case .damaged(let path, let reason): "\(path): cannot be understood: \(reason)"
        }
    }
}
