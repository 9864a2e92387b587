package import MetricModel
package import Procfs

/// What this host's NFS server is asked for, from `/proc/net/rpc/nfsd`.
package final class NFSServerCollector: Collector {
    private static let file = Columns<NFSServerKey>(source: "/proc/net/rpc/nfsd")

    private static let columns = [
        file.mean("threads", .threads, "Threads", "Threads of the server"),
        file.rate("calls", .calls, "Calls", "Requests of all clients"),
        file.rate("bad_calls", .badCalls, "Refused", "Requests that were malformed or not permitted"),
        file.rate("packets", .packets, "Packets", "Requests by any transport"),
        file.rate("connections", .connections, "Connections", "TCP connections that clients made"),
        file.rate("cache_hits", .cacheHits, "Reply cache hits", "Requests seen before whose answer was still known"),
        file.rate("cache_misses", .cacheMisses, "Reply cache misses", "Requests that were not in the reply cache"),
        file.rate("nocache", .noCache, "Not cached", "Requests that may be repeated without harm"),
        file.rate("stale", .stale, "Stale handles", "Requests for files that are gone"),
        file.rate("read_bytes", .readBytes, unit: .bytesPerSecond, "Read", "Bytes that clients read"),
        file.rate("write_bytes", .writeBytes, unit: .bytesPerSecond, "Written", "Bytes that clients wrote"),
        file.rate("read", .read, "Read", "Requests to read, of all versions"),
        file.rate("write", .write, "Write", "Requests to write, of all versions"),
        file.rate("commit", .commit, "Commit", "Requests to bring what was written to the disk"),
        file.rate("open", .open, "Open", "Requests to open a file, version 4 only"),
        file.rate("close", .close, "Close", "Requests to close a file, version 4 only"),
        file.rate("getattr", .getattr, "Attributes read", "Requests for a file's attributes"),
        file.rate("setattr", .setattr, "Attributes set", "Requests to change a file's attributes"),
        file.rate("lookup", .lookup, "Lookup", "Requests to find a name in a folder"),
        file.rate("access", .access, "Access", "Questions whether something is permitted"),
        file.rate("create", .create, "Create", "Requests to make a file, a folder or a link"),
        file.rate("remove", .remove, "Remove", "Requests to remove a file or a folder"),
        file.rate("rename", .rename, "Rename", "Requests to rename"),
        file.rate("readdir", .readdir, "Folders read", "Requests to list a folder"),
        file.rate("readlink", .readlink, "Links read", "Requests for where a link leads"),
    ]

    package static let definitions = [
        Definition(
            subject: SubjectName(literal: "nfsd"), retention: .brief, pace: 15, title: "NFS server",
            fields: columns.map(\.field))
    ]

    private var file: ProcFile
    private var numbers = NFSServer()
    private var track = Track(columns)

    package init(_ host: Roots, _ shared: SharedReaders) { file = host.proc.file(NFSServer.path) }

    package func sample(at tick: Tick, through buffer: inout ReadBuffer) throws(ProcfsError) {
        let isRead: Void? = try file.readIfPresent(through: &buffer) { (bytes) throws(ProcfsError) in
            try numbers.parseRows(bytes, NFSServerKey.rows)
        }
        if isRead != nil { track.add(numbers.values, at: tick) }
    }

    package func report(at tick: Tick, into report: inout Report) { track.report(0, into: &report) }

    package func forget() { track.forget() }
}
