import Aggregator
import Archive
import Foundation
import Graphs
import HummingbirdTesting
import MetricModel
import Synchronization
import TestKit
import Web

/// The site of one host, `prod/web1`, whose time goes on when a test says so; of every second there is a row.
struct MovingFixture {
    let fixture: Fixture
    private let clock: Clock

    private final class Clock: Sendable {
        let seconds = Mutex(Int(Tick.now().wall.seconds))
    }

    static let page = "/host/prod/web1"

    /// Load and memory used are known of the last ten minutes.
    static func use(_ test: @escaping @Sendable (MovingFixture) async throws -> Void) async throws {
        let folder = try TemporaryFolder()
        for (name, text) in Fixture.graphs {
            try text.write(toFile: "\(folder.path)/\(name).yaml", atomically: true, encoding: .utf8)
        }
        let aggregator = try Fixture.makeAggregator(in: folder.path, interval: 1)
        let clock = Clock()
        let site = Site(aggregator: aggregator, catalogue: GraphCatalogue(folders: [folder.path])) {
            Timestamp(seconds: Int64(clock.seconds.withLock { $0 }))
        }
        // Hearing it makes a row, before which none can be stored.
        await store(clock.seconds.withLock { $0 - 600..<$0 }, in: aggregator)
        Fixture.hear(("prod", "web1", [], 1.5), number: 1, by: aggregator)
        try await Fixture.application(site).test(.live) { client in
            try await test(MovingFixture(fixture: Fixture(client: client, aggregator: aggregator), clock: clock))
        }
        await aggregator.stop()
        withExtendedLifetime(folder) {}
    }

    /// Looks at the host's page, of the last ten minutes unless told otherwise.
    static func look(
        _ look: BrowserLook = .light, at query: String = "?from=-10min&to=now",
        _ test: @escaping @Sendable (BrowserTab, MovingFixture) async throws -> Void
    ) async throws {
        try await Browser.useTab(look) { tab in
            try await use { moving in
                try await tab.open(moving.fixture.root + page + query)
                try await test(tab, moving)
            }
        }
    }

    /// The present.
    var now: Int { clock.seconds.withLock { $0 } }

    /// Lets time pass.
    ///
    /// - `hasRows`: whether there are values of it.
    func pass(_ seconds: Int, hasRows: Bool = true) async {
        let now = self.now
        if hasRows { await Self.store(now..<now + seconds, in: fixture.aggregator) }
        clock.seconds.withLock { $0 = now + seconds }
    }

    /// The load is the second since 1970, modulo 100, in which a row begins; of memory there is ten million times that.
    private static func store(_ seconds: Range<Int>, in aggregator: Aggregator) async {
        let host = HostKey(cluster: GroupName(literal: "prod"), name: HostName(literal: "web1"))
        for (subject, factor) in [("load", 1), ("memory", 1e7)] {
            let definition = Fixture.definition(subject)
            aggregator.archive.store(
                seconds.map { start in
                    Row(
                        series: .host(host, definition.subject, nil), definition: definition, start: Int64(start),
                        end: Int64(start + 1), values: definition.fields.map { _ in Double(start % 100) * factor })
                })
        }
        await aggregator.archive.flush()
    }
}
