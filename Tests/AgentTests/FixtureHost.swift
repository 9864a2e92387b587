import Collectors
import Foundation
import Procfs

/// A recorded or composed host, read where it lies.
struct FixtureHost: Sendable {
    let name: String

    static let idleVM = FixtureHost(name: "idle-vm")
    static let manyCores = FixtureHost(name: "many-cores")

    var roots: Roots { Roots(proc: proc, sys: sys) }
    var proc: ProcRoot { ProcRoot("\(folder(of: "first"))/proc") }
    var sys: SysRoot { SysRoot("\(folder(of: "first"))/sys") }

    func folder(of moment: String) -> String { "\(Self.fixtures)/hosts/\(name)/\(moment)" }

    static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures").path
}
