import Archive
import Dispatch
import Synchronization

/// What happened in the cluster: what people and programs told, and what the aggregator noticed itself.
///
/// Both are kept in files of their own, so that a host that comes and goes all night does not push out what people wrote.
/// Everything is in memory too, 16 MB of files at most.
package final class EventLog: Sendable {
    private let queue = DispatchQueue(label: "event-log")
    private let told: Mutex<EventFiles>
    private let noticed: Mutex<EventFiles>
    private let timeline: Mutex<Timeline>
    private let report: @Sendable (String) -> Void

    /// Reads what was kept.
    ///
    /// - `directory`: the data directory; the files go to `events` in it.
    /// - `now`: seconds since 1970.
    /// - `fileLimit`: bytes of a file; there are 16 at most.
    /// - `report`: is told what a log should say, by any thread.
    package init(
        directory: String, now: Int64, fileLimit: Int = 1 << 20,
        report: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        let folder = "\(directory)/\(EventFileName.folder)"
        var told = EventFiles(folder: folder, source: .told, fileLimit: fileLimit)
        var noticed = EventFiles(folder: folder, source: .noticed, fileLimit: fileLimit)
        let (toldEvents, toldIllegible) = told.load(now: now)
        let (noticedEvents, noticedIllegible) = noticed.load(now: now)
        if toldIllegible + noticedIllegible > 0 {
            report("\(folder): \(toldIllegible + noticedIllegible) lines cannot be read and are left out")
        }
        self.told = Mutex(told)
        self.noticed = Mutex(noticed)
        timeline = Mutex(Timeline(toldEvents + noticedEvents))
        self.report = report
    }

    /// Keeps an event that somebody told; once it is kept, it would survive a loss of power.
    package func add(_ event: RecordedEvent) async throws(EventLogError) {
        let result: Result<Void, EventLogError> = await withCheckedContinuation { continuation in
            queue.async { [self] in
                continuation.resume(returning: Result { () throws(EventLogError) in try append([event], to: told) })
            }
        }
        try result.get()
    }

    /// Keeps what the aggregator noticed, soon; what cannot be written is kept in memory.
    package func note(_ events: [RecordedEvent]) {
        guard !events.isEmpty else { return }
        queue.async { [self] in
            do throws(EventLogError) {
                try append(events, to: noticed)
            } catch {
                report("\(error)")
                timeline.withLock { $0.insert(events) }
            }
        }
    }

    /// Waits until all that was noted is kept.
    package func close() async {
        await withCheckedContinuation { continuation in
            queue.async { [self] in
                told.withLock { $0.close() }
                noticed.withLock { $0.close() }
                continuation.resume()
            }
        }
    }

    private func append(_ events: [RecordedEvent], to files: borrowing Mutex<EventFiles>) throws(EventLogError) {
        let hasMadeRoom = try files.withLock { (files) throws(EventLogError) in try files.append(events) }
        timeline.withLock { timeline in
            timeline.insert(events)
            if hasMadeRoom { timeline.dropOldest(own: events.allSatisfy(\.isOwn)) }
        }
    }

    /// How many are kept.
    package var count: Int { timeline.withLock { $0.count } }

    /// The newest events of a time, the earliest first.
    ///
    /// - `from`, `to`: seconds since 1970.
    /// - `limit`: at most so many.
    /// - `isMeant`: which are wanted.
    package func events(
        from: Int64, to: Int64, limit: Int, where isMeant: (RecordedEvent) -> Bool = { _ in true }
    ) -> [RecordedEvent] {
        timeline.withLock { $0.events(from: from, to: to, limit: limit, where: isMeant) }
    }
}

/// Events in the order of their starts.
private struct Timeline {
    private var moments: [RecordedEvent] = []
    /// Those that last are few, and are looked at one by one.
    private var stretches: [RecordedEvent] = []

    init(_ events: [RecordedEvent]) {
        moments = events.filter { $0.end == nil }.sorted { $0.start < $1.start }
        stretches = events.filter { $0.end != nil }.sorted { $0.start < $1.start }
    }

    var count: Int { moments.count + stretches.count }

    mutating func insert(_ events: [RecordedEvent]) {
        for event in events {
            if event.end == nil { Self.insert(event, into: &moments) } else { Self.insert(event, into: &stretches) }
        }
    }

    /// Nearly always at the end.
    private static func insert(_ event: RecordedEvent, into events: inout [RecordedEvent]) {
        var place = events.endIndex
        while place > 0, events[place - 1].start > event.start { place -= 1 }
        events.insert(event, at: place)
    }

    /// Forgets an eighth of those whose oldest file is gone.
    mutating func dropOldest(own: Bool) {
        var excess = (moments.count { $0.isOwn == own } + stretches.count { $0.isOwn == own }) / EventFiles.maximumFiles
        moments.removeAll { event in
            guard event.isOwn == own, excess > 0 else { return false }
            excess -= 1
            return true
        }
    }

    func events(
        from: Int64, to: Int64, limit: Int, where isMeant: (RecordedEvent) -> Bool
    ) -> [RecordedEvent] {
        var found: [RecordedEvent] = []
        // The first that begins after the range.
        var (low, high) = (0, moments.count)
        while low < high {
            let middle = (low + high) / 2
            if moments[middle].start <= to { low = middle + 1 } else { high = middle }
        }
        var index = low
        while index > 0, found.count < limit, moments[index - 1].start >= from {
            index -= 1
            if isMeant(moments[index]) { found.append(moments[index]) }
        }
        var lasting: [RecordedEvent] = []
        for event in stretches.reversed() where lasting.count < limit && event.overlaps(from: from, to: to) {
            if isMeant(event) { lasting.append(event) }
        }
        return Array((found.reversed() + lasting.reversed()).sorted { $0.start < $1.start }.suffix(limit))
    }
}
