import Aggregator
import Archive
import ClusterState
import MetricModel

/// How the aggregator itself does, as `GET /api/v1/status` answers it.
enum StatusDocument {
    static func json(_ aggregator: Aggregator) -> JSON {
        let sources = aggregator.read { $0.sources }
        return [
            "version": .string(Version.text),
            "started_at": .string(ISO8601.text(aggregator.startedAt)),
            "clock": Self.clock(aggregator),
            "interval": JSON(aggregator.configuration.interval),
            "data": .string(aggregator.configuration.directory),
            "listeners": .array(aggregator.listenerStatus.map(Self.listener)),
            "sources": .array(Self.sources(sources)),
            "archive": Self.archive(aggregator.archive.counters),
        ]
    }

    /// What dates the values, and how far the machine's clock is ahead of it if that has leapt and is not believed.
    private static func clock(_ aggregator: Aggregator) -> JSON {
        [
            "now": .string(ISO8601.text(aggregator.now.wall)),
            "leap_seconds": JSON(aggregator.clockLeap?.seconds),
        ]
    }

    private static func listener(_ listener: ListenerStatus) -> JSON {
        [
            "address": .string(listener.address),
            "interfaces": .array(listener.interfaces.map { .string($0) }),
            "datagrams": JSON(listener.datagrams),
            "lost_by_kernel": JSON(listener.lostByKernel),
            "buffer_bytes": JSON(listener.bufferBytes),
        ]
    }

    /// By address; what came from more addresses than are told apart stands last, under `others`.
    private static func sources(_ sources: Sources) -> [JSON] {
        // Of those that were only remembered, nothing has been heard yet.
        let known = sources.byAddress.filter { $0.value.datagrams > 0 }.sorted { $0.key < $1.key }
            .map { source($0.key, $0.value) }
        return sources.others.datagrams > 0 ? known + [source("others", sources.others)] : known
    }

    private static func source(_ address: String, _ source: Sources.Source) -> JSON {
        [
            "address": .string(address),
            "datagrams": JSON(source.datagrams),
            "refused": JSON(source.refused),
            "unidentified": JSON(source.unidentified),
            "last_error": JSON(source.lastError),
            "hosts": JSON(source.hosts),
            "refused_names": .object(
                source.refusedNames.sorted { $0.key < $1.key }.map { ($0.key, JSON($0.value)) }),
        ]
    }

    private static func archive(_ counters: ArchiveCounters) -> JSON {
        [
            "rows_written": JSON(counters.rowsWritten),
            "rows_late": JSON(counters.rowsLate),
            "rows_dropped": JSON(counters.rowsDropped),
            "rows_refused": JSON(counters.rowsRefused),
            "rows_failed": JSON(counters.rowsFailed),
            "files_created": JSON(counters.filesCreated),
            "files_damaged": JSON(counters.filesDamaged),
            "files_without_space": JSON(counters.filesWithoutSpace),
            "errors": .array(
                ArchiveCounters.Action.allCases.compactMap { action in
                    counters.errors[action].map { failures in
                        [
                            "doing": .string(action.rawValue), "count": JSON(failures.count),
                            "last": .string(failures.lastText),
                        ]
                    }
                }),
        ]
    }
}
