package import MetricModel
package import Procfs

/// What this host asks NFS servers for, from `/proc/net/rpc/nfs`.
package final class NFSCollector: Collector {
    private static let file = Columns<NFSClientKey>(source: "/proc/net/rpc/nfs")

    private static let columns = [
        file.rate("calls", .calls, "Calls", "Requests to all servers"),
        file.rate("retrans", .retrans, "Sent again", "Requests sent again for want of an answer"),
        file.rate("auth_refresh", .authRefresh, "Credentials renewed", "Times that credentials were looked up"),
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
            subject: SubjectName(literal: "nfs"), retention: .brief, pace: 15, title: "NFS client",
            fields: columns.map(\.field))
    ]

    private var file: ProcFile
    private var numbers = NFSClient()
    private var track = Track(columns)

    package init(_ host: Roots, _ shared: SharedReaders) { file = host.proc.file(NFSClient.path) }

    package func sample(at tick: Tick, through buffer: inout ReadBuffer) throws(ProcfsError) {
        let isRead: Void? = try file.readIfPresent(through: &buffer) { (bytes) throws(ProcfsError) in
            try numbers.parseRows(bytes, NFSClientKey.rows)
        }
        if isRead != nil { track.add(numbers.values, at: tick) }
    }

    package func report(at tick: Tick, into report: inout Report) { track.report(0, into: &report) }

    package func forget() { track.forget() }
}
