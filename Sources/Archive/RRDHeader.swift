/// What a file's header says, all of it checked: only a file that has one may be handed to librrd, which dies of many
/// that have not.
package struct RRDHeader: Sendable, Equatable {
    /// Of the layout, 3 to 5: librrd writes the lowest that has what the file asks for.
    package let version: Int
    /// Seconds.
    package let step: Int
    package let columns: [Column]
    package let archives: [RoundRobinArchive]
    /// Seconds since 1970 of the newest row written.
    package internal(set) var lastUpdate: Int

    /// A data source of the file (RRDtool: DS).
    package struct Column: Sendable, Equatable {
        package let name: String
        package let type: ColumnType
        /// Seconds without an update after which the value is unknown.
        package let heartbeat: Int

        package init(name: String, type: ColumnType, heartbeat: Int) {
            self.name = name
            self.type = type
            self.heartbeat = heartbeat
        }
    }

    /// How an update's number becomes a value.
    ///
    /// COMPUTE is refused: its formula can stop the process.
    package enum ColumnType: String, Sendable, Equatable {
        case gauge = "GAUGE"
        case counter = "COUNTER"
        case derive = "DERIVE"
        case absolute = "ABSOLUTE"
        case counterOfDoubles = "DCOUNTER"
        case deriveOfDoubles = "DDERIVE"
    }

    package static let maximumColumns = 1024
    package static let maximumArchives = 64
    package static let maximumRows = 1 << 26
    package static let maximumStepsPerRow = 10_000_000
    package static let maximumStep = 86_400
    /// Seconds: an archive of more than a thousand years is none.
    package static let maximumSpan = 1000 * 366 * 86_400

    package init(
        version: Int = 3, step: Int, columns: [Column], archives: [RoundRobinArchive], lastUpdate: Int
    ) {
        self.version = version
        self.step = step
        self.columns = columns
        self.archives = archives
        self.lastUpdate = lastUpdate
    }

    /// The seconds that the archive holds, both multiples of its resolution: (lower bound, upper bound].
    package func span(of archive: RoundRobinArchive) -> Range<Int> {
        let resolution = archive.stepsPerRow * step
        let end = lastUpdate - lastUpdate % resolution
        return (end - resolution * archive.rows)..<end
    }
}

/// Why a file is not handed to librrd.
package enum RRDHeaderError: Error, Equatable {
    /// The system would not let us read it.
    case unreadable(path: String, errno: CInt)
    /// The bytes are not those of a sound RRD file.
    case damaged(path: String, part: String, expected: String, found: String)
    /// The newest row lies more than a day ahead: the file is damaged, or the clock is behind.
    case fromTheFuture(path: String, lastUpdate: Int, now: Int)
}

extension RRDHeaderError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unreadable(let path, let errno): "\(path): cannot be read: \(systemMessage(errno))"
        case .damaged(let path, let part, let expected, let found):
            "\(path): \(part): expected \(expected), found \(found)"
        case .fromTheFuture(let path, let lastUpdate, let now):
            "\(path): last update: expected at most a day after \(now), found \(lastUpdate); "
                + "if no clock is wrong now: plexus archive rewind"
        }
    }
}
