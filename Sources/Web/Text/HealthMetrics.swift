import Aggregator
import Archive
import ClusterState
import MetricModel

/// How the aggregator does, for Prometheus: what ``StatusDocument`` says, and what the process takes.
///
/// Sources are added up: there may be ten thousand.
struct HealthMetrics {
    let aggregator: Aggregator

    /// Reads a few files, so not on a task's thread where a disk may be slow.
    var text: String {
        var page = Exposition()
        general(&page)
        hosts(&page)
        listeners(&page)
        sources(&page)
        archive(&page)
        process(&page)
        return page.text
    }

    private func general(_ page: inout Exposition) {
        page.family("plexus_build_info", .gauge, "The version, as a label.")
        page.sample("plexus_build_info", [("version", Version.text)], 1)
        page.single(
            "plexus_start_time_seconds", .gauge, Double(aggregator.startedAt.milliseconds) / 1000,
            "When the aggregator was started, in seconds since 1970.")
        page.single(
            "plexus_interval_seconds", .gauge, aggregator.configuration.interval, "The archive's step.")
        page.single(
            "plexus_clock_leap_seconds", .gauge, aggregator.clockLeap?.seconds ?? 0,
            "How far the machine's clock is ahead of what dates the values, after a leap that is not believed.")
        page.single("plexus_events", .gauge, aggregator.events.count, "Events that are kept.")
    }

    private func hosts(_ page: inout Exposition) {
        var states: [Host.State: Int] = [:]
        var counters: [Host.Counters] = []
        var series = 0
        let groups = aggregator.read { state in
            for host in state.hosts.values {
                states[host.state, default: 0] += 1
                series += host.latest.count
                counters.append(host.counters)
            }
            return state.groups.count
        }
        page.family("plexus_hosts", .gauge, "Hosts by their state.")
        for state in [Host.State.up, .down, .left] {
            page.sample("plexus_hosts", [("state", state.rawValue)], Double(states[state] ?? 0))
        }
        page.single("plexus_groups", .gauge, groups, "Groups that are known.")
        page.single("plexus_series", .gauge, series, "Series of all hosts: a subject of one instance each.")
        for (name, counter, help) in [
            ("datagrams", \Host.Counters.datagrams, "Datagrams of hosts that are known."),
            ("lost_datagrams", \Host.Counters.lost, "Datagrams missing by their sequence numbers."),
            ("duplicate_datagrams", \Host.Counters.duplicates, "Datagrams that came again."),
            ("late_rows", \Host.Counters.late, "Rows no newer than what was known."),
            (
                "rejected_rows", \Host.Counters.rejected,
                "Rows and values that broke a rule, and datagrams of a second agent."
            ),
            ("redated_frames", \Host.Counters.redated, "Frames that were dated by their arrival."),
            ("undescribed_rows", \Host.Counters.undescribed, "Rows whose description was not known yet."),
        ] {
            let total = counters.reduce(0) { $0 + $1[keyPath: counter] }
            page.single("plexus_host_\(name)_total", .counter, total, help)
        }
    }

    private func listeners(_ page: inout Exposition) {
        let listeners = aggregator.listenerStatus
        guard !listeners.isEmpty else { return }
        func family(
            _ name: String, _ kind: Exposition.Kind, _ help: String, _ value: (ListenerStatus) -> Double
        ) {
            page.family(name, kind, help)
            for listener in listeners { page.sample(name, [("listener", listener.address)], value(listener)) }
        }
        family("plexus_listener_datagrams_total", .counter, "Datagrams that were read.") { Double($0.datagrams) }
        family("plexus_listener_lost_datagrams_total", .counter, "Datagrams that were not read in time.") {
            Double($0.lostByKernel)
        }
        family("plexus_listener_buffer_bytes", .gauge, "Room for waiting datagrams.") { Double($0.bufferBytes) }
        family("plexus_listener_interfaces", .gauge, "Interfaces on which the group is joined.") {
            Double($0.interfaces.count)
        }
    }

    private func sources(_ page: inout Exposition) {
        let sources = aggregator.read { $0.sources }
        var (datagrams, refused, unidentified): (UInt64, UInt64, UInt64) = (0, 0, 0)
        for source in Array(sources.byAddress.values) + [sources.others] {
            datagrams += source.datagrams
            refused += source.refused
            unidentified += source.unidentified
        }
        page.single("plexus_sources", .gauge, sources.byAddress.count, "Addresses that have been heard.")
        page.single("plexus_source_datagrams_total", .counter, datagrams, "Datagrams of all addresses.")
        page.single(
            "plexus_source_refused_datagrams_total", .counter, refused,
            "Datagrams that could not be read or taken in.")
        page.single(
            "plexus_source_unidentified_datagrams_total", .counter, unidentified,
            "Frames of agents that had not said who they are.")
    }

    private func archive(_ page: inout Exposition) {
        let counters = aggregator.archive.counters
        for (name, count, help) in [
            ("rows_written", counters.rowsWritten, "Rows that are in the files."),
            ("rows_late", counters.rowsLate, "Rows no newer than what their file held."),
            ("rows_dropped", counters.rowsDropped, "Rows dropped because too many were waiting."),
            ("rows_refused", counters.rowsRefused, "Rows that could not be true."),
            ("rows_failed", counters.rowsFailed, "Rows whose file could not be made or written."),
            ("rows_replayed", counters.rowsReplayed, "Rows that the journal held at the start."),
            ("files_created", counters.filesCreated, "Files that were made."),
            ("files_damaged", counters.filesDamaged, "Files set aside because they were not sound."),
            ("files_without_space", counters.filesWithoutSpace, "Files not made because the disk was nearly full."),
        ] { page.single("plexus_archive_\(name)_total", .counter, count, help) }
        page.family("plexus_archive_errors_total", .counter, "What went wrong, by what was being done.")
        for action in ArchiveCounters.Action.allCases {
            page.sample(
                "plexus_archive_errors_total", [("doing", action.rawValue)],
                Double(counters.errors[action]?.count ?? 0))
        }
        let journal = ProcessFigures.size(of: aggregator.archive.layout.journalFolder)
        page.single("plexus_journal_files", .gauge, journal.files, "Files of the journal.")
        page.single("plexus_journal_bytes", .gauge, journal.bytes, "What they take.")
    }

    private func process(_ page: inout Exposition) {
        let figures = ProcessFigures.now()
        page.single("process_cpu_seconds_total", .counter, figures.cpu, "Processor time of all threads.")
        page.single("process_resident_memory_bytes", .gauge, figures.residentMemory, "Memory in use.")
        page.single("process_virtual_memory_bytes", .gauge, figures.virtualMemory, "Memory that is mapped.")
        page.single("process_open_fds", .gauge, figures.openFiles.map(Double.init), "Open files and connections.")
        page.single("process_threads", .gauge, figures.threads.map(Double.init), "Threads.")
        page.single(
            "process_start_time_seconds", .gauge, Double(aggregator.startedAt.milliseconds) / 1000,
            "When the process was started, in seconds since 1970.")
    }
}
