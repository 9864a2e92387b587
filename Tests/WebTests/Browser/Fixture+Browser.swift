import HummingbirdTesting

extension Fixture {
    /// Looks at a page of the site that all tests read, as served over a socket.
    static func look(
        at page: String, _ look: BrowserLook = .light,
        _ test: @escaping @Sendable (BrowserTab, Fixture) async throws -> Void
    ) async throws {
        try await Browser.useTab(look) { tab in
            try await use(isLive: true) { fixture in
                try await tab.open(fixture.root + page)
                try await test(tab, fixture)
            }
        }
    }

    /// Where it is served.
    var root: String { "http://localhost:\(client.port ?? 0)" }
}
