/// What this host asks NFS servers for, from `/proc/net/rpc/nfs`.
package typealias NFSClient = Numbers<NFSClientKey>

package enum NFSClientKey: String, NumberKey {
    /// Calls, those sent again for want of an answer, and credentials renewed.
    case calls, retrans, authRefresh
    /// Operations of all versions of the protocol; the kernel counts each version apart.
    case read, write, commit, open, close, getattr, setattr, lookup, access, create, remove, rename, readdir, readlink

    package static let file: StaticString = "net/rpc/nfs"
}

extension NFSClient {
    package static var path: String { "net/rpc/nfs" }

    package init(parsing bytes: Span<UInt8>) throws(ProcfsError) {
        self.init()
        try parseRows(bytes, NFSClientKey.rows)
    }
}

extension NFSClientKey {
    /// The first number behind `proc…` says how many follow.
    package static let rows = [
        NumberRow("rpc", [calls, retrans, authRefresh]),
        NumberRow(
            "proc2",
            [
                nil, nil, getattr, setattr, nil, lookup, readlink, read, nil, write, create, remove, rename, nil,
                create, create, remove, readdir,
            ]),
        NumberRow(
            "proc3",
            [
                nil, nil, getattr, setattr, lookup, access, readlink, read, write, create, create, create, create,
                remove, remove, rename, nil, readdir, readdir, nil, nil, nil, commit,
            ]),
        // In the order of the client's own list, which is not that of the protocol.
        NumberRow(
            "proc4",
            [
                nil, nil, read, write, commit, open, nil, open, nil, close, setattr, nil, nil, nil, nil, nil, nil, nil,
                access, getattr, lookup, nil, remove, rename, nil, create, create, nil, nil, readlink, readdir,
            ]),
    ]
}
