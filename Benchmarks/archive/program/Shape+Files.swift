import Archive
import Foundation
import MetricModel

extension Shape {
    /// Makes the files of all series as they are when they have grown, with every row unknown.
    ///
    /// - `start`: for a host's number and a part's, when the first row begins, in seconds since 1970.
    func makeFiles(in directory: String, start: (_ host: Int, _ part: Int) -> Int) throws {
        let layout = ArchiveLayout(directory: directory)
        let parts = try parts()
        for (number, host) in keys.enumerated() {
            try FileManager.default.createDirectory(
                atPath: layout.folder(of: parts[0].series(of: host)), withIntermediateDirectories: true)
            for (index, part) in parts.enumerated() {
                let series = part.series(of: host)
                let schema = Schema(part.definition, for: series)
                let columns = schema.columns.map { "DS:\($0):GAUGE:\(schema.heartbeat(step: FileSet.step)):U:U" }
                try RRDCreation.create(
                    layout.path(of: series), definitions: columns + part.definition.retention.archives,
                    step: FileSet.step, start: start(number, index))
            }
        }
    }
}
