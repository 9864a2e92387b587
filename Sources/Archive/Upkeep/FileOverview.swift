package import Foundation
package import MetricModel

/// One of a host's or group's files, in a line.
package struct FileOverview: Sendable, Equatable, Encodable {
    package let name: String
    /// nil if the name is none that an archive gives.
    package let subject: String?
    /// nil for the subject as a whole.
    package let instance: String?
    /// Empty if the file is not sound.
    package private(set) var columns: [String] = []
    /// Guessed from the file's archives: a class, or `young`, that of a new file; nil if they are those of none.
    package private(set) var retention: String?
    /// Seconds.
    package private(set) var step: Int?
    package private(set) var newestRow: Date?
    package private(set) var bytes: Int?
    /// Why nothing else is known.
    package private(set) var problem: String?

    /// Reads the file's header.
    ///
    /// - `now`: seconds since 1970.
    package init(of file: ArchiveFile, now: Int) {
        name = file.name
        let parts = ArchiveFileName(file.name)
        subject = parts?.subject.text
        instance = parts?.instance
        do {
            let facts = try FileFacts(of: file.path, now: now)
            columns = facts.header.columns.map(\.name)
            retention = RetentionPlan.word(for: facts.header)
            step = facts.header.step
            newestRow = Date(timeIntervalSince1970: Double(facts.header.lastUpdate))
            bytes = facts.size
        } catch {
            problem = "\(error)"
        }
    }
}

extension Retention {
    /// As people write it: `planning`.
    package var word: String {
        switch self {
        case .planning: "planning"
        case .detail: "detail"
        case .brief: "brief"
        case .hours: "hours"
        case .days: "days"
        }
    }
}

extension RetentionPlan {
    /// The class that makes files with just the archives of a header; nil if none does.
    package static func retention(of header: RRDHeader) -> Retention? {
        Retention.allCases.first {
            let plan = RetentionPlan($0, step: header.step)
            return plan.step == header.step && Set(plan.archives) == Set(header.archives)
        }
    }

    fileprivate static func word(for header: RRDHeader) -> String? {
        Youth(header) == nil ? retention(of: header)?.word : "young"
    }
}

/// A file's columns and archives, and how much of them is known.
package struct FileDetails: Sendable, Equatable, Encodable {
    package let path: String
    package let version: Int
    /// Seconds.
    package let step: Int
    package let retention: String?
    package let newestRow: Date
    package let bytes: Int
    package let bytesOnDisk: Int
    package let columns: [Column]
    package let archives: [Ring]

    /// A column (RRDtool: DS).
    package struct Column: Sendable, Equatable, Encodable {
        package let name: String
        package let type: String
        /// Seconds.
        package let heartbeat: Int
    }

    /// An archive (RRDtool: RRA).
    package struct Ring: Sendable, Equatable, Encodable {
        package let consolidation: String
        /// Seconds.
        package let secondsPerRow: Int
        package let rows: Int
        /// Seconds that all rows together cover.
        package let span: Int
        /// The share of its values that are known, 0...1.
        package let known: Double
        /// Where the oldest known row begins, and the newest ends; nil if none is known.
        package let from: Date?
        package let to: Date?
    }

    /// Reads the whole file.
    ///
    /// - `now`: seconds since 1970.
    package init(of path: String, now: Int) throws(RRDHeaderError) {
        let file = try StillFile(reading: path, now: now)
        let header = file.header
        self.path = path
        version = header.version
        step = header.step
        retention = RetentionPlan.word(for: header)
        newestRow = Date(timeIntervalSince1970: Double(header.lastUpdate))
        bytes = file.facts.size
        bytesOnDisk = file.facts.sizeOnDisk
        columns = header.columns.map {
            Column(name: $0.name, type: $0.type.rawValue, heartbeat: $0.heartbeat)
        }
        archives = header.archives.enumerated().map { index, archive in
            let knowledge = file.knowledge(ofArchive: index)
            let secondsPerRow = archive.stepsPerRow * header.step
            return Ring(
                consolidation: archive.consolidation.rawValue, secondsPerRow: secondsPerRow, rows: archive.rows,
                span: secondsPerRow * archive.rows,
                known: Double(knowledge.values) / Double(archive.rows * header.columns.count),
                from: knowledge.first.map { Date(timeIntervalSince1970: Double($0)) },
                to: knowledge.last.map { Date(timeIntervalSince1970: Double($0)) })
        }
    }
}
