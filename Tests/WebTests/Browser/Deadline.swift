/// Nothing is waited for in vain for ever.
enum Deadline {
    /// What the work gives; throws where that is nothing, or takes longer than half a minute.
    static func wait<Value: Sendable>(
        for what: String, _ work: @escaping @Sendable () async throws -> Value?
    ) async throws -> Value {
        try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask(operation: work)
            group.addTask {
                try await Task.sleep(for: .seconds(30))
                return nil
            }
            defer { group.cancelAll() }
            guard let first = try await group.next(), let value = first else {
                throw BrowserError(description: "waited in vain for \(what)")
            }
            return value
        }
    }
}
