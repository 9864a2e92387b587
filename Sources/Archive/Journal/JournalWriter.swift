import MetricModel
import Synchronization

/// A worker's part of the journal: what it takes is appended to the newest of its segments before it counts as stored.
struct JournalWriter {
    private let journal: Journal
    private let worker: Int
    private var segment: JournalSegment?
    private var ended: JournalSegment?
    private var encoder = JournalEncoder(segment: 0)
    private var bytes: [UInt8] = []

    init(_ journal: Journal, worker: Int) {
        self.journal = journal
        self.worker = worker
    }

    /// The number of the segment that rows taken now are in; 0 if they are in none, since it could not be written.
    private(set) var number: UInt64 = 0

    /// Appends rows; they survive the process's death at once, and a loss of power after the next ``Journal/sync()``.
    ///
    /// After an error the rows are in no segment, and the next ones go to a new one.
    mutating func append(_ rows: [Row]) throws(SystemError) {
        do throws(SystemError) {
            let segment = try current()
            bytes.removeAll(keepingCapacity: true)
            encoder.encode(rows, into: &bytes)
            try segment.append(&bytes)
            if segment.size >= JournalSegment.fullSize { end() }
        } catch {
            end()
            number = 0
            throw error
        }
    }

    private mutating func current() throws(SystemError) -> JournalSegment {
        if let segment { return segment }
        // A later segment must not outlive the end of an earlier one: rows would be missing in between.
        if let ended {
            self.ended = nil
            try ended.sync()
        }
        let segment = try journal.begin(worker: worker)
        self.segment = segment
        number = segment.number
        encoder = JournalEncoder(segment: segment.number)
        return segment
    }

    /// Has the next rows go to a new segment, so that this one can be dropped once its rows are in their files.
    mutating func end() {
        guard let segment else { return }
        segment.end()
        ended = segment
        self.segment = nil
    }

    /// The first segment that rows taken from now on may be in.
    var nextNumber: UInt64 { segment?.number ?? journal.nextNumber }
}

/// A segment that is written: by its worker, while the journal syncs it.
final class JournalSegment: Sendable {
    let number: UInt64
    private let disk: any Disk
    private let file: DiskFile
    private let state: Mutex<State>

    private struct State {
        var size: Int
        var isDirty = false
        var hasEnded = false
    }

    /// Beyond this many bytes a segment is ended.
    static let fullSize = 32 << 20

    init(_ number: UInt64, _ file: DiskFile, size: Int, on disk: any Disk) {
        self.number = number
        self.disk = disk
        self.file = file
        state = Mutex(State(size: size))
    }

    deinit { disk.close(file) }

    var size: Int { state.withLock { $0.size } }
    var hasEnded: Bool { state.withLock { $0.hasEnded } }

    /// Appends records, and behind them the segment's end, which the next ones are written over.
    ///
    /// - `bytes`: the records; has the end too afterwards.
    func append(_ bytes: inout [UInt8]) throws(SystemError) {
        let offset = size
        let count = bytes.count
        bytes.endSegment(seed: JournalFormat.seed(of: number))
        var failure: SystemError?
        bytes.withUnsafeBytes { bytes in
            do throws(SystemError) { try disk.write(file, bytes, at: offset) } catch { failure = error }
        }
        if let failure {
            // Half a record would be taken for damage.
            try? disk.truncate(file, to: offset)
            throw failure
        }
        state.withLock {
            $0.size = offset + count
            $0.isDirty = true
        }
    }

    func end() { state.withLock { $0.hasEnded = true } }

    /// Syncs what was appended since the last time.
    func sync() throws(SystemError) {
        let isDirty = state.withLock { state in
            defer { state.isDirty = false }
            return state.isDirty
        }
        guard isDirty else { return }
        do throws(SystemError) {
            try disk.sync(file)
        } catch {
            state.withLock { $0.isDirty = true }
            throw error
        }
    }
}
