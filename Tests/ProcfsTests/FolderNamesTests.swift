import Foundation
import Procfs
import TestKit
import Testing

@Suite("FolderNames")
struct FolderNamesTests {
    @Test("are sorted, without hidden ones, and say whether others stand there than before")
    func lists() throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        var names = FolderNames()
        var hasChanged = names.list(folder.path)
        #expect(!hasChanged)
        for name in ["b", ".hidden", "a", "a name longer than fifteen bytes"] {
            try Data().write(to: URL(filePath: "\(folder.path)/\(name)"))
        }
        hasChanged = names.list(folder.path)
        #expect(hasChanged)
        #expect(names.names == ["a", "a name longer than fifteen bytes", "b"])
        hasChanged = names.list(folder.path)
        #expect(!hasChanged)
        try FileManager.default.removeItem(atPath: "\(folder.path)/a")
        hasChanged = names.list(folder.path)
        #expect(hasChanged)
        #expect(names.names == ["a name longer than fifteen bytes", "b"])
    }

    @Test("of a folder that is missing or went are none")
    func missing() {
        var names = FolderNames()
        var hasChanged = names.list("/nowhere")
        #expect(!hasChanged)
        hasChanged = names.list(FixtureHost.hypervisor.first.proc.path(of: "net/bonding"))
        #expect(hasChanged)
        #expect(names.names == ["bond0"])
        hasChanged = names.list("/nowhere")
        #expect(hasChanged)
        #expect(names.names.isEmpty)
    }
}
