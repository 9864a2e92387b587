/// What this host's NFS server is asked for, from `/proc/net/rpc/nfsd`.
///
/// Before Linux 5.12 all counters have 32 bits: bytes step over every 4 GiB, and are unknown in such an interval.
package typealias NFSServer = Numbers<NFSServerKey>

package enum NFSServerKey: String, NumberKey {
    /// Answers found in the cache of requests seen before, looked for in vain, and not looked for.
    case cacheHits, cacheMisses, noCache
    /// File handles of files that are gone.
    case stale
    case readBytes, writeBytes
    case threads
    /// Requests by any transport, and TCP connections made.
    case packets, connections
    /// Calls, and those that were refused.
    case calls, badCalls
    /// Operations of all versions of the protocol.
    case read, write, commit, open, close, getattr, setattr, lookup, access, create, remove, rename, readdir, readlink

    package static let file: StaticString = "net/rpc/nfsd"
}

extension NFSServer {
    package static var path: String { "net/rpc/nfsd" }

    package init(parsing bytes: Span<UInt8>) throws(ProcfsError) {
        self.init()
        try parseRows(bytes, NFSServerKey.rows)
    }
}

extension NFSServerKey {
    /// The first number behind `proc…` says how many follow.
    package static let rows = [
        NumberRow("rc", [cacheHits, cacheMisses, noCache]),
        NumberRow("fh", [stale]),
        NumberRow("io", [readBytes, writeBytes]),
        NumberRow("th", [threads]),
        NumberRow("net", [packets, nil, nil, connections]),
        NumberRow("rpc", [calls, badCalls]),
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
        // By the protocol's numbers, from 0 on.
        NumberRow(
            "proc4ops",
            [
                nil, nil, nil, nil, access, close, commit, create, nil, nil, getattr, nil, nil, nil, nil, nil, lookup,
                lookup, nil, open, nil, nil, nil, nil, nil, nil, read, readdir, readlink, remove, rename, nil, nil,
                nil, nil, setattr, nil, nil, nil, write,
            ]),
    ]
}
