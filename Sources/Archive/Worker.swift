import Dispatch
import Foundation
import MetricModel
import Synchronization

/// A thread and the series that it alone writes and reads: nothing of librrd's is ever called twice at once on one file.
final class Worker: Sendable {
    /// Something to do on the worker's thread.
    typealias Task = @Sendable (inout SeriesTable) -> Void

    private struct Inbox {
        var rows: [Row] = []
        var tasks: [Task] = []
        var isClosed = false
    }

    private let inbox = Mutex(Inbox())
    private let wake = DispatchSemaphore(value: 0)
    private let lock: DirectoryLock

    /// - `table`: the worker's own from now on.
    /// - `lock`: held as long as the thread may write.
    init(_ number: Int, _ table: SeriesTable, lock: DirectoryLock) {
        self.lock = lock
        let thread = Thread { self.run(table) }
        thread.name = "archive-\(number)"
        thread.start()
    }

    /// Hands rows over; false if the worker is closed.
    func store(_ rows: [Row]) -> Bool {
        deliver { $0.rows += rows }
    }

    /// Has a task done after all rows stored before; false if the worker is closed, and the task is not done.
    func perform(_ task: @escaping Task) -> Bool {
        deliver { $0.tasks.append(task) }
    }

    /// Has everything written, then the task done, then the thread ended.
    func close(_ task: @escaping Task) -> Bool {
        deliver {
            $0.tasks.append { $0.flushAll(isLast: true) }
            $0.tasks.append(task)
            $0.isClosed = true
        }
    }

    private func deliver(_ change: (inout Inbox) -> Void) -> Bool {
        let (accepted, wasEmpty) = inbox.withLock { inbox in
            guard !inbox.isClosed else { return (false, false) }
            let wasEmpty = inbox.rows.isEmpty && inbox.tasks.isEmpty
            change(&inbox)
            return (true, wasEmpty)
        }
        if accepted && wasEmpty { wake.signal() }
        return accepted
    }

    private func run(_ table: SeriesTable) {
        var table = table
        while true {
            let work = inbox.withLock { inbox in
                defer { inbox = Inbox(isClosed: inbox.isClosed) }
                return inbox
            }
            let now = DispatchTime.now().uptimeNanoseconds
            table.add(work.rows, at: now)
            for task in work.tasks { task(&table) }
            if work.isClosed { return }
            table.flushDue(at: DispatchTime.now().uptimeNanoseconds)
            if let deadline = table.nextDeadline {
                _ = wake.wait(timeout: DispatchTime(uptimeNanoseconds: deadline))
            } else {
                wake.wait()
            }
        }
    }
}
