import Archive
import ArgumentParser
import Foundation
import MetricModel

/// Files of one kind in a folder, to be written by one of the writers.
struct FileSet: ParsableArguments {
    @Option(help: "Where the files lie.") var directory: String
    @Option(help: "How many files.") var files = 40
    @Option(help: "Columns (DS) of a file.") var columns = 50
    @Option(help: "What a file keeps: planning, detail, brief, or gmetad's archives.") var retention = Kept.planning

    enum Kept: String, CaseIterable, ExpressibleByArgument {
        case planning, detail, brief, gmetad

        /// As `rrdtool create` takes them.
        var archives: [String] {
            // The default of gmetad 3.7's RRAs.
            guard let retention else {
                return ["RRA:AVERAGE:0.5:1:5856", "RRA:AVERAGE:0.5:4:20160", "RRA:AVERAGE:0.5:40:52704"]
            }
            return retention.archives
        }

        /// nil for gmetad's, which is none of ours.
        var retention: Retention? {
            switch self {
            case .planning: .planning
            case .detail: .detail
            case .brief: .brief
            case .gmetad: nil
            }
        }
    }

    /// Seconds between two rows.
    static let step = 15
    /// When the files begin, in seconds since 1970.
    static let start = 1_700_006_400

    /// Fifty files a folder, as gmetad has some fifty metrics a host.
    func path(of file: Int) -> String { "\(folder(of: file))/f\(file).rrd" }

    private func folder(of file: Int) -> String { "\(directory)/h\(file / 50)" }

    func create() throws {
        let columns = columns == 1 ? ["sum"] : (0..<columns).map { "c\($0)" }
        let definitions = columns.map { "DS:\($0):GAUGE:120:U:U" } + retention.archives
        for file in 0..<files {
            try FileManager.default.createDirectory(atPath: folder(of: file), withIntermediateDirectories: true)
            try RRDCreation.create(path(of: file), definitions: definitions, step: Self.step, start: Self.start)
        }
    }

    /// The files, their headers checked.
    func checked() throws -> [CheckedFile] {
        try (0..<files).map { file in
            let path = path(of: file)
            guard let header = try RRDHeader(readingFrom: path, now: Int(time(nil))) else {
                throw RRDHeaderError.unreadable(path: path, errno: ENOENT)
            }
            return CheckedFile(path: path, header: header)
        }
    }
}
