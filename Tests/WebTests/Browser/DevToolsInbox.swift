import Synchronization

/// Something that happened in a tab.
struct DevToolsEvent: Sendable {
    let method: String
    let parameters: DevToolsValue
}

/// Everything that happened in a tab, in order.
final class DevToolsInbox: Sendable {
    private struct State {
        var events: [DevToolsEvent] = []
        var watchers: [AsyncStream<Void>.Continuation] = []
    }

    private let state = Mutex(State())

    /// What has happened until now.
    var events: [DevToolsEvent] { state.withLock { $0.events } }

    func take(_ event: DevToolsEvent) {
        let watchers = state.withLock { state in
            state.events.append(event)
            return state.watchers
        }
        for watcher in watchers { watcher.yield() }
    }

    /// Waits for an event.
    ///
    /// - `mark`: how many events had happened when it may first have come.
    @discardableResult
    func first(_ method: String, after mark: Int) async throws -> DevToolsEvent {
        let (pokes, watcher) = AsyncStream<Void>.makeStream()
        state.withLock { $0.watchers.append(watcher) }
        // What came before the watching is found at the first poke.
        watcher.yield()
        return try await Deadline.wait(for: method) {
            for await _ in pokes {
                if let found = self.events.dropFirst(mark).first(where: { $0.method == method }) { return found }
            }
            return nil
        }
    }
}
