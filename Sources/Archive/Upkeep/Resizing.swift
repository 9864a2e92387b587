package import MetricModel

/// Gives files the archives that their class asks for, or another.
///
/// Each file is replaced as a whole, so that an interruption leaves it old or new; a second run does the rest.
package struct Resizing {
    private let classes: [SubjectKey: Retention]
    private let retention: Retention?
    private let step: Int?
    private let now: Int
    private let isDryRun: Bool
    private let space: SpaceGuard
    private let ledger = Ledger(limit: 0) { _ in }

    /// A subject as a whole, or its instances.
    private struct SubjectKey: Hashable {
        let subject: SubjectName
        let hasInstances: Bool
    }

    /// What became of a file, or would.
    package enum Outcome: Sendable, Equatable {
        case unchanged(bytes: Int)
        case resized(before: Int, after: Int)
    }

    /// - `archive`: that nobody writes meanwhile.
    /// - `definitions`: what says the class of a host's subject; groups are kept as what is planned with.
    /// - `retention`: the class for all files; nil for their own.
    /// - `step`: seconds, for all files; nil for their own.
    /// - `now`: seconds since 1970.
    /// - `minimumFree`: the space in bytes that must stay free.
    package init(
        in archive: ClosedArchive, definitions: [Definition], to retention: Retention? = nil, step: Int? = nil,
        now: Int, isDryRun: Bool = false, minimumFree: Int = 256 << 20
    ) {
        let own = definitions.map { (SubjectKey(subject: $0.subject, hasInstances: $0.hasInstances), $0.retention) }
        classes = Dictionary(own, uniquingKeysWith: { first, _ in first })
        self.retention = retention
        self.step = step
        self.now = now
        self.isDryRun = isDryRun
        space = SpaceGuard(directory: archive.layout.root, minimum: minimumFree)
    }

    /// Rewrites a file if it has other archives than it should have; blocks.
    ///
    /// Throws ``FileContentsError``, ``ResizingError``, ``RRDHeaderError`` or ``ArchiveError``.
    package func resize(_ file: ArchiveFile) throws -> Outcome {
        guard let header = try RRDHeader(readingFrom: file.path, now: now) else {
            throw FileContentsError.header(.unreadable(path: file.path, errno: SystemError.missing.code))
        }
        let step = step ?? header.step
        let plan = try plan(for: file, header, step: step)
        let before = PlainLayout(ofAny: header).fileSize
        guard plan.archives != header.archives || step != header.step else { return .unchanged(bytes: before) }
        guard PlainLayout(header) != nil else { throw FileContentsError.notPlain(path: file.path) }
        let after = plan.bytes(columns: header.columns.count)
        try space.check(creating: file.path, bytes: after, ledger: ledger)
        guard !isDryRun else { return .resized(before: before, after: after) }
        guard let contents = try FileContents(readingFrom: file.path, now: now) else {
            throw FileContentsError.header(.unreadable(path: file.path, errno: SystemError.missing.code))
        }
        try contents.resized(to: plan.archives, step: step).write()
        return .resized(before: before, after: after)
    }

    private func plan(for file: ArchiveFile, _ header: RRDHeader, step: Int) throws(ResizingError) -> RetentionPlan {
        // A young file grows to its class when its time has come.
        if retention == nil, Youth(header) != nil { return .young(step: step) }
        guard let retention = retention ?? ownClass(of: file, header) else { throw .unknownClass(path: file.path) }
        return RetentionPlan(retention, step: step)
    }

    /// nil for a subject that nobody defines, unless the file is as a class has it.
    private func ownClass(of file: ArchiveFile, _ header: RRDHeader) -> Retention? {
        if case .group = file.owner { return .planning }
        let defined = file.subject.flatMap {
            classes[SubjectKey(subject: $0, hasInstances: file.name.contains("@"))]
        }
        return defined
            ?? Retention.allCases.first { RetentionPlan($0, step: header.step).archives == header.archives }
    }
}

/// Why a file was not resized.
package enum ResizingError: Error, Equatable, CustomStringConvertible {
    /// Of a subject that came from outside.
    case unknownClass(path: String)

    package var description: String {
        switch self {
        case .unknownClass(let path): "\(path): the class of its subject is not known; --class says it"
        }
    }
}
