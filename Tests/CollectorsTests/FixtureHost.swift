import Foundation
import Testing

/// A recorded or composed host: two moments of its `/proc` and `/sys`, 15 s apart.
struct FixtureHost: CustomTestStringConvertible, Sendable {
    let name: String

    var folder: String { "\(Self.hosts)/\(name)" }
    var testDescription: String { name }

    /// Every host there is: the folder is the list.
    static let all: [FixtureHost] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: hosts)) ?? []
        return names.filter { !$0.hasPrefix(".") }.sorted().map(FixtureHost.init)
    }()

    static let container = FixtureHost(name: "container")
    static let hypervisor = FixtureHost(name: "hypervisor")
    static let manyCores = FixtureHost(name: "many-cores")

    private static let hosts = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures/hosts").path
}
