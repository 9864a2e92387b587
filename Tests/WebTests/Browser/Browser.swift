import Foundation
import Glibc
import Synchronization
import TestKit

/// Debian's Chromium without a window, one for all tests; each has a tab, and a profile, of its own.
final class Browser: Sendable {
    private let id: pid_t
    private let tools: DevTools
    private let folder: TemporaryFolder

    private static let running = Mutex<Browser?>(nil)
    private static let shared = Task { try Browser() }

    /// More tabs than this at a time would only wait for each other.
    private static let places = BrowserPlaces(2)

    /// Runs a test in a new tab, which is then closed; not within another.
    static func useTab(
        _ look: BrowserLook = .light, _ test: @escaping @Sendable (BrowserTab) async throws -> Void
    ) async throws {
        let browser = try await shared.value
        await places.take()
        defer { Task { await places.give() } }
        let tab = try await BrowserTab(look, in: browser.tools)
        do {
            try await test(tab)
        } catch {
            try? await tab.close()
            throw error
        }
        try await tab.close()
    }

    private init() throws {
        folder = try TemporaryFolder()
        let command =
            [
                "/usr/bin/chromium", "--headless=new", "--remote-debugging-pipe", "--user-data-dir=\(folder.path)",
                // Root has no other way, and the pages are our own.
                "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-breakpad", "--no-first-run",
                "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--force-color-profile=srgb",
                "about:blank",
            ]
        // A browser that has died is told of by an error.
        signal(SIGPIPE, SIG_IGN)
        let toBrowser = try Self.pipe()
        let fromBrowser = try Self.pipe()
        defer {
            close(toBrowser.reading)
            close(fromBrowser.writing)
        }
        do {
            id = try spawn(
                command, output: "\(folder.path)/log", files: [toBrowser.reading, fromBrowser.writing],
                leadsGroup: true)
        } catch {
            throw BrowserError(description: "\(error); scripts/bootstrap --tests installs it")
        }
        tools = DevTools(reading: fromBrowser.reading, writing: toBrowser.writing)
        Self.running.withLock { $0 = self }
        atexit { Browser.running.withLock { $0?.end() } }
    }

    private func end() {
        kill(-id, SIGKILL)
        waitpid(id, nil, 0)
        try? FileManager.default.removeItem(atPath: folder.path)
    }

    /// Its ends are high enough to be none of those that Chromium expects, and closed in every other child.
    private static func pipe() throws -> (reading: CInt, writing: CInt) {
        var ends: [CInt] = [0, 0]
        guard Glibc.pipe(&ends) == 0 else {
            throw BrowserError(description: "pipe: \(String(cString: strerror(errno)))")
        }
        let high = ends.map { fcntl($0, F_DUPFD_CLOEXEC, 10) }
        for end in ends { close(end) }
        return (high[0], high[1])
    }
}
