import Archive
import ArgumentParser
import Foundation
import MetricModel

struct PlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "How much disk, memory and writing so many hosts will take.",
        discussion: """
            Sizes of files are exact: a file is as large on its first day as after ten years. Without --host-like and --values \
            the hosts are ordinary ones that run the default agent. The exit status is 1 if the archive's disk has too little \
            room.

            EXAMPLES
              plexus archive plan --hosts 200
              plexus archive plan --hosts 40 --cores 128 --disks 24 --groups 5
              plexus archive plan --hosts 1000 --host-like prod/web1
              plexus archive plan --hosts 500 --values planning=40,detail=100,brief=300 --step 60
            """)

    @Option(help: "How many hosts.") var hosts: Int
    @Option(help: "How many groups; every cluster is one.") var groups = 1
    @Option(help: "Seconds between two rows, 1 to 300.") var step = 15
    @Option(help: "Hosts like this one of the archive.") var hostLike: String?
    @Option(help: "Hosts with so many values of each class: planning=N,detail=N,brief=N.") var values: String?
    @Option(help: "Cores of an ordinary host.") var cores = 8
    @Option(help: "Disks of an ordinary host.") var disks = 2
    @Option(help: "Network interfaces of an ordinary host.") var interfaces = 2
    @Option(help: "File systems of an ordinary host.") var filesystems = 4
    @OptionGroup var options: ArchiveOptions
    @Flag(help: "Print JSON.") var json = false

    func validate() throws {
        for (name, number, range) in [
            ("--hosts", hosts, 0...1_000_000), ("--groups", groups, 0...100_000), ("--step", step, 1...300),
            ("--cores", cores, 0...4096), ("--disks", disks, 0...4096), ("--interfaces", interfaces, 0...4096),
            ("--filesystems", filesystems, 0...4096),
        ] {
            guard range.contains(number) else {
                throw ValidationError("\(name): expected \(range.lowerBound) to \(range.upperBound), found \(number)")
            }
        }
        guard hostLike == nil || values == nil else { throw ValidationError("give either --host-like or --values") }
        if let values { _ = try parsed(values) }
    }

    private struct Report: Encodable {
        let plan: SpacePlan
        let freeBytes: Int?
        let freeInodes: Int?
        /// nil if the file system does not say what it has.
        let fits: Bool?
    }

    func run() async throws {
        try await orExplain {
            let plan = try makePlan()
            let free = freeSpace()
            let shortage = free.flatMap { plan.shortage(in: $0) }
            if json {
                try printJSON(
                    Report(
                        plan: plan, freeBytes: free?.bytes, freeInodes: free?.files,
                        fits: free.map { _ in shortage == nil }))
            } else {
                show(plan, free)
            }
            if shortage != nil { throw ExitCode(1) }
        }
    }

    private func makePlan() throws -> SpacePlan {
        if let hostLike {
            let layout = try ArchiveReader(directory: options.directory).layout
            let files = layout.files(of: .host(try layout.host(named: hostLike)))
            let headers = files.compactMap { file in
                (try? FileFacts(of: file.path, now: time(nil))).map { (file: file, header: $0.header) }
            }
            guard !headers.isEmpty else { throw Failure("\(hostLike) has no sound file") }
            let like = headers.map { found in
                let name = ArchiveFileName(found.file.name)
                let grown = name.flatMap { OrdinaryHost.retention(of: $0.subject, hasInstance: $0.instance != nil) }
                return (name: name, files: PlannedFiles(like: found.header, grown: grown ?? .detail, step: step))
            }
            let group = like.filter { $0.name?.instance == nil }.compactMap { found in
                found.files.retention.map { retention in
                    // Percentiles have as many columns of a group as of a host.
                    let times = Retention.ofAgents.contains(retention) ? 3 : 1
                    return PlannedFiles(
                        retention, columns: times * found.files.columns, pace: found.files.pace, step: step)
                }
            }
            return SpacePlan(hosts: hosts, each: like.map(\.files), groups: groups, each: group, step: step)
        }
        if let values {
            let files = try parsed(values)
            return SpacePlan(
                hosts: hosts, each: files.flatMap { Self.files($0.0, $0.1, step: step) }, groups: groups,
                each: files.filter { $0.0 == .planning }.flatMap { Self.files($0.0, $0.1, columnsEach: 3, step: step) },
                step: step)
        }
        let host = OrdinaryHost(cores: cores, disks: disks, interfaces: interfaces, filesystems: filesystems)
        return SpacePlan(
            hosts: hosts, each: host.files(step: step), groups: groups, each: OrdinaryHost.groupFiles(step: step),
            step: step)
    }

    /// Ten values a file, as ours have about.
    private static func files(
        _ retention: Retention, _ values: Int, columnsEach: Int = 1, step: Int
    ) -> [PlannedFiles] {
        let rest = values % 10
        let kept = [(retention, columnsEach)] + (retention == .planning ? [(.hours, 3), (.days, 3)] : [])
        return kept.flatMap { retention, columns in
            [
                PlannedFiles(retention, count: values / 10, columns: 10 * columns, step: step),
                PlannedFiles(retention, count: rest > 0 ? 1 : 0, columns: max(1, rest) * columns, step: step),
            ]
        }
    }

    private func parsed(_ values: String) throws -> [(Retention, Int)] {
        try values.split(separator: ",").map { part in
            let sides = part.split(separator: "=", omittingEmptySubsequences: false)
            guard sides.count == 2, let retention = Retention.ofAgents.first(where: { $0.word == sides[0] }),
                let number = Int(sides[1]), 0...100_000 ~= number
            else {
                throw ValidationError("--values: expected planning=N, detail=N or brief=N, found \"\(part)\"")
            }
            return (retention, number)
        }
    }

    /// Of the data folder, or of the nearest folder above it that is there.
    private func freeSpace() -> FreeSpace? {
        var folder = URL(fileURLWithPath: options.directory)
        while !FileManager.default.fileExists(atPath: folder.path), folder.path != "/" {
            folder.deleteLastPathComponent()
        }
        return FreeSpace(at: folder.path)
    }

    private func show(_ plan: SpacePlan, _ free: FreeSpace?) {
        var table = Table([("OF", .left), ("CLASS", .left), ("FILES", .right), ("VALUES", .right), ("SIZE", .right)])
        for part in plan.parts {
            table.append([
                part.of, part.retention, "\(part.files)", "\(part.values)", SizeText.bytes(part.bytes),
            ])
        }
        for line in table.lines { print(line) }
        func range(_ sizes: [Int]) -> String { sizes.map { SizeText.bytes($0) }.joined(separator: " to ") }
        var facts = Table([("", .left), ("", .left)])
        facts.append(["a host", SizeText.bytes(plan.bytesPerHost)])
        facts.append(["a group", SizeText.bytes(plan.bytesPerGroup)])
        facts.append(["disk", "\(SizeText.bytes(plan.bytesOnDisk)), \(plan.inodes) inodes"])
        facts.append(["memory", "\(SizeText.bytes(plan.waitingBytes)) at most, for rows that wait"])
        facts.append(["rows", "\(SizeText.number(plan.valuesPerDay)) values a day at a step of \(plan.step) s"])
        facts.append(["journal", "\(range(plan.journalBytesPerDay)) written a day"])
        facts.append(["files", "\(range(plan.fileBytesPerDay)) written a day"])
        if let free {
            let inodes = free.files.map { ", \($0) inodes" } ?? ""
            let verdict = plan.shortage(in: free).map { _ in Style.red("too little") } ?? "enough"
            facts.append(["free", "\(SizeText.bytes(free.bytes))\(inodes): \(verdict)"])
        }
        for line in [""] + facts.lines.dropFirst() { print(line) }
    }
}
