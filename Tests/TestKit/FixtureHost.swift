package import Collectors
import Foundation
package import Procfs
import Testing

/// A recorded or composed host: two moments of its `/proc` and `/sys`, 15 s apart.
package struct FixtureHost: CustomTestStringConvertible, Sendable {
    package let name: String

    package init(name: String) { self.name = name }

    package static let container = FixtureHost(name: "container")
    package static let hypervisor = FixtureHost(name: "hypervisor")
    package static let idleVM = FixtureHost(name: "idle-vm")
    package static let manyCores = FixtureHost(name: "many-cores")

    /// Every host there is: the folder is the list.
    package static let all: [FixtureHost] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(fixtures)/hosts")) ?? []
        return names.filter { !$0.hasPrefix(".") }.sorted().map { FixtureHost(name: $0) }
    }()

    package var folder: String { "\(Self.fixtures)/hosts/\(name)" }
    package var first: Moment { Moment(folder: "\(folder)/first") }
    package var second: Moment { Moment(folder: "\(folder)/second") }
    package var testDescription: String { name }

    package struct Moment: Sendable {
        package let folder: String

        package var proc: ProcRoot { ProcRoot("\(folder)/proc") }
        package var sys: SysRoot { SysRoot("\(folder)/sys") }
        package var roots: Roots { Roots(proc: proc, sys: sys) }
    }

    /// The folder of everything that was recorded.
    package static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures").path
}
