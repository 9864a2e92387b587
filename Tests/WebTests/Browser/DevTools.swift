import Foundation
import Glibc
import Synchronization

/// A conversation with Chromium over two pipes: JSON texts, each ended by a zero byte.
///
/// See https://chromedevtools.github.io/devtools-protocol/ for what can be said.
final class DevTools: Sendable {
    private struct State {
        var lastID = 0
        var answers: [Int: AsyncThrowingStream<DevToolsValue, any Error>.Continuation] = [:]
        var inboxes: [String: DevToolsInbox] = [:]
        var isOver = false
    }

    private let state = Mutex(State())
    private let output: Mutex<CInt>

    /// Owns both descriptors.
    ///
    /// - Parameters:
    ///   - input: Where Chromium writes.
    ///   - output: Where Chromium reads.
    init(reading input: CInt, writing output: CInt) {
        self.output = Mutex(output)
        Thread.detachNewThread { [weak self] in
            defer { close(input) }
            var held = Data()
            var buffer = [UInt8](repeating: 0, count: 1 << 16)
            while true {
                let count = read(input, &buffer, buffer.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { break }
                held.append(contentsOf: buffer[..<count])
                while let end = held.firstIndex(of: 0) {
                    self?.take(held[held.startIndex..<end])
                    held = Data(held[(end + 1)...])
                }
            }
            self?.end()
        }
    }

    /// Asks for something and waits for the answer.
    ///
    /// - `session`: whom; nil for the browser as a whole.
    @discardableResult
    func send(
        _ method: String, _ parameters: DevToolsValue = [:], to session: String? = nil
    ) async throws -> DevToolsValue {
        let (answers, continuation) = AsyncThrowingStream<DevToolsValue, any Error>.makeStream()
        let id = state.withLock { state -> Int? in
            guard !state.isOver else { return nil }
            state.lastID += 1
            state.answers[state.lastID] = continuation
            return state.lastID
        }
        guard let id else { throw BrowserError(description: "\(method): the browser has ended") }
        var message: [String: DevToolsValue] = [
            "id": .number(Double(id)), "method": .string(method), "params": parameters,
        ]
        if let session { message["sessionId"] = .string(session) }
        try say(Array(JSONEncoder().encode(DevToolsValue.object(message))) + [0])
        return try await Deadline.wait(for: method) {
            for try await answer in answers { return answer }
            return nil
        }
    }

    private func say(_ bytes: [UInt8]) throws {
        try output.withLock { output in
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { write(output, $0.baseAddress, $0.count) }
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { throw BrowserError(description: String(cString: strerror(errno))) }
                rest = rest.dropFirst(count)
            }
        }
    }

    /// Keeps what a session tells of itself from now on.
    func keepEvents(of session: String) -> DevToolsInbox {
        let inbox = DevToolsInbox()
        state.withLock { $0.inboxes[session] = inbox }
        return inbox
    }

    func forget(_ session: String) { state.withLock { $0.inboxes[session] = nil } }

    private func take(_ bytes: Data) {
        guard let message = try? JSONDecoder().decode(DevToolsValue.self, from: bytes) else { return }
        if let id = message["id"].number {
            let answer = state.withLock { $0.answers.removeValue(forKey: Int(id)) }
            if let words = message["error"]["message"].text {
                answer?.finish(throwing: BrowserError(description: words))
            } else {
                answer?.yield(message["result"])
                answer?.finish()
            }
        } else if let method = message["method"].text, let session = message["sessionId"].text {
            let inbox = state.withLock { $0.inboxes[session] }
            inbox?.take(DevToolsEvent(method: method, parameters: message["params"]))
        }
    }

    private func end() {
        let answers = state.withLock { state in
            state.isOver = true
            defer { state.answers = [:] }
            return state.answers.values
        }
        for answer in answers { answer.finish(throwing: BrowserError(description: "the browser has ended")) }
    }
}
