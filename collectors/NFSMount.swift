import Glibc
package import MetricModel
package import Procfs

/// What each NFS mount does and how fast its server answers, from `/proc/self/mountstats`.
package final class NFSMountCollector: Collector {
    private static let file = Columns<MountstatsKey>(source: "/proc/self/mountstats")

    private static let columns = [
        file.rate("read_bytes", .read, unit: .bytesPerSecond, "Read", "Bytes read from the server"),
        file.rate("write_bytes", .written, unit: .bytesPerSecond, "Written", "Bytes written to the server"),
        file.rate(
            "app_read", .appRead, unit: .bytesPerSecond, "Read by programs", "Bytes that programs read, cached or not"),
        file.rate(
            "app_write", .appWritten, unit: .bytesPerSecond, "Written by programs",
            "Bytes that programs wrote, cached or not"),
        file.rate("ops", .ops, "Requests", "Requests that completed"),
        file.rate("retrans", .retrans, "Sent again", "Times that a request was sent once more"),
        file.rate("timeouts", .timeouts, "Timeouts", "Requests that the server did not answer in time"),
        file.rate("errors", .errors, "Errors", "Requests that ended with an error"),
        milliseconds("queue", .queue, .ops, "Queued", "Mean time that a request waited before it was sent"),
        milliseconds("rtt", .rtt, .ops, "Round trip", "Mean time from sending a request to its answer"),
        milliseconds("exec", .exec, .ops, "Execution", "Mean time of a request, waiting included"),
        file.rate("reads", .readOps, "Reads", "READ requests that completed"),
        milliseconds("read_rtt", .readRTT, .readOps, "Read round trip", "Mean time from sending a READ to its answer"),
        milliseconds("read_exec", .readExec, .readOps, "Read execution", "Mean time of a READ, waiting included"),
        file.rate("writes", .writeOps, "Writes", "WRITE requests that completed"),
        milliseconds(
            "write_rtt", .writeRTT, .writeOps, "Write round trip", "Mean time from sending a WRITE to its answer"),
        milliseconds("write_exec", .writeExec, .writeOps, "Write execution", "Mean time of a WRITE, waiting included"),
    ]

    private static func milliseconds(
        _ name: StaticString, _ key: MountstatsKey, _ events: MountstatsKey, _ title: String, _ meaning: String
    ) -> Column {
        file.each(name, key, by: events, unit: .seconds, times: 0.001, title, meaning)
    }

    package static let definitions = [
        Definition(
            subject: SubjectName(literal: "nfs_mount"), hasInstances: true, retention: .brief, pace: 15,
            title: "NFS mount", fields: columns.map(\.field))
    ]

    /// The full path of the client's counters.
    private let clientPath: String
    private var file: ProcFile
    private var mountstats = Mountstats()
    private var tracks = InstanceTracks(columns)

    package var leftOut: Int { tracks.leftOut }

    package init(_ host: Roots, _ shared: SharedReaders) {
        clientPath = "\(host.proc.path)/\(NFSClient.path)"
        file = host.proc.file(Mountstats.path)
    }

    package func sample(at tick: Tick, through buffer: inout ReadBuffer) throws(ProcfsError) {
        // The file tells of every mount, at a price; without the client's counters none of them is NFS.
        // A String handed to C as it is would be copied.
        guard clientPath.withCString({ access($0, F_OK) }) == 0 else { return }
        let isRead: Void? = try file.readIfPresent(through: &buffer) { (bytes) throws(ProcfsError) in
            try mountstats.parse(bytes)
        }
        guard isRead != nil else { return }
        tracks.begin()
        for place in mountstats.rows.indices {
            tracks.add(
                mountstats.rows[place].mountPoint, near: place, mountstats.rows[place].numbers.values, at: tick)
        }
    }

    package func report(at tick: Tick, into report: inout Report) { tracks.report(0, into: &report) }

    package func forget() { tracks.forget() }
}
