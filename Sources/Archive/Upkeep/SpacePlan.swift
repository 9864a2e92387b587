package import MetricModel

/// A kind of file that every host, or every group, has some of.
package struct PlannedFiles: Sendable, Equatable {
    /// nil where the files are of no class of ours.
    package let retention: Retention?
    /// How many each one has.
    package let count: Int
    package let columns: Int
    /// Seconds between two rows.
    package let pace: Int
    /// Bytes of one file.
    package let size: Int

    /// Files that an archive makes: their size is exact.
    ///
    /// - `pace`: seconds between two readings; rows never come more often than once a step.
    /// - `step`: the archive's, in seconds.
    package init(_ retention: Retention, count: Int = 1, columns: Int, pace: Int = 1, step: Int) {
        self.init(
            retention, count: count, columns: columns, pace: max(pace, step),
            size: RetentionPlan(retention, step: step).bytes(columns: columns))
    }

    private init(_ retention: Retention?, count: Int, columns: Int, pace: Int, size: Int) {
        self.retention = retention
        self.count = count
        self.columns = columns
        self.pace = pace
        self.size = size
    }

    /// Files as those of a definition.
    ///
    /// - `series`: whose; only its kind matters.
    package init(_ definition: Definition, count: Int = 1, for series: Series, step: Int) {
        let schema = Schema(definition, for: series)
        self.init(schema.retention, count: count, columns: schema.columns.count, pace: schema.pace, step: step)
    }

    /// The files of a definition, and of its values' percentiles if people plan with them.
    package static func all(of definition: Definition, count: Int = 1, for series: Series, step: Int) -> [PlannedFiles]
    {
        [PlannedFiles(definition, count: count, for: series, step: step)]
            + definition.percentiles.map { PlannedFiles($0, count: count, for: series, step: step) }
    }

    /// A file like one that is there.
    ///
    /// One of another kind than ours keeps its own step and size.
    ///
    /// - `grown`: the class that it will be of if it is young.
    package init(like header: RRDHeader, grown: Retention = .detail, step: Int) {
        // What was made of it: four readings, at least eight steps.
        let heartbeat = header.columns.map(\.heartbeat).max() ?? 0
        let pace = heartbeat > 8 * header.step ? heartbeat / 4 : 1
        if let retention = Youth(header) == nil ? RetentionPlan.retention(of: header) : grown {
            self.init(retention, columns: header.columns.count, pace: pace, step: step)
        } else {
            self.init(nil, count: 1, columns: header.columns.count, pace: header.step, size: header.fileSize)
        }
    }

    var values: Int { count * columns }
    var bytes: Int { count * size }
    /// In whole blocks.
    var bytesOnDisk: Int { count * ((size + 4095) / 4096 * 4096) }
    /// What the rows that wait for a file take in memory at most: sixty of them, or those of a quarter of an hour.
    var waitingBytes: Int { count * min(Archive.rowsPerFlush, max(1, 900 / pace)) * (64 + 8 * columns) }
    var valuesADay: Int { values * 86_400 / pace }
}

/// What an archive of so many hosts and groups needs.
package struct SpacePlan: Sendable, Equatable, Encodable {
    /// What the files of one class need, over all hosts or groups.
    package struct Part: Sendable, Equatable, Encodable {
        /// `hosts` or `groups`.
        package let of: String
        package let retention: String
        package let files: Int
        package let values: Int
        package let bytes: Int
    }

    package let hosts, groups: Int
    /// Seconds.
    package let step: Int
    package let parts: [Part]
    /// Of one host, and of one group.
    package let bytesPerHost, bytesPerGroup: Int
    package let files: Int
    /// Files and folders.
    package let inodes: Int
    package let bytes: Int
    /// In whole blocks of 4 KiB.
    package let bytesOnDisk: Int
    /// In memory, at most.
    package let waitingBytes: Int
    package let valuesPerDay: Int
    /// Written to the journal in a day: three bytes a value where values hardly change, to nine.
    package let journalBytesPerDay: [Int]
    /// Written to files in a day: a write of sixty rows takes some 46 bytes a value in a file of many columns, 73 in one of ten.
    package let fileBytesPerDay: [Int]

    /// - `host`: the files of each host.
    /// - `group`: the files of each group.
    /// - `step`: the archive's, in seconds.
    package init(hosts: Int, each host: [PlannedFiles], groups: Int, each group: [PlannedFiles], step: Int) {
        self.hosts = hosts
        self.groups = groups
        self.step = step
        parts = Self.parts("hosts", hosts, host) + Self.parts("groups", groups, group)
        func sum(_ amount: (PlannedFiles) -> Int) -> Int {
            hosts * host.reduce(0) { $0 + amount($1) } + groups * group.reduce(0) { $0 + amount($1) }
        }
        bytesPerHost = host.reduce(0) { $0 + $1.bytes }
        bytesPerGroup = group.reduce(0) { $0 + $1.bytes }
        files = sum(\.count)
        inodes = files + hosts + groups
        bytes = sum(\.bytes)
        bytesOnDisk = sum(\.bytesOnDisk)
        waitingBytes = sum(\.waitingBytes)
        valuesPerDay = sum(\.valuesADay)
        journalBytesPerDay = [3 * valuesPerDay, 9 * valuesPerDay]
        fileBytesPerDay = [46 * valuesPerDay, 73 * valuesPerDay]
    }

    private static func parts(_ of: String, _ number: Int, _ files: [PlannedFiles]) -> [Part] {
        let classes: [Retention?] = Retention.allCases + [nil]
        return classes.compactMap { retention in
            let some = files.filter { $0.retention == retention && $0.count > 0 }
            guard !some.isEmpty, number > 0 else { return nil }
            return Part(
                of: of, retention: retention?.word ?? "other", files: number * some.reduce(0) { $0 + $1.count },
                values: number * some.reduce(0) { $0 + $1.values }, bytes: number * some.reduce(0) { $0 + $1.bytes })
        }
    }

    /// Why the file system has too little for this; nil if it has enough.
    ///
    /// What an archive leaves free before it stops creating files must stay free too.
    package func shortage(in free: FreeSpace) -> String? {
        let missing = bytesOnDisk + Archive.minimumFree - free.bytes
        if missing > 0 { return "\(missing) bytes are missing" }
        if let files = free.files, files < inodes { return "\(inodes - files) inodes are missing" }
        return nil
    }
}
