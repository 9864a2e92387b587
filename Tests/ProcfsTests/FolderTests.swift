import Foundation
import Procfs
import TestKit
import Testing

@Suite("Folders")
struct FolderTests {
    @Test("a large folder is listed whole")
    func large() throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        let names = (0..<500).map { "a name that is long enough to fill a buffer \($0)" }
        for name in names { try Data().write(to: URL(filePath: "\(folder.path)/\(name)")) }
        var listing = Folder(folder.path)
        let (isFirst, isAgain) = (listing.list(), listing.list())
        #expect(isFirst && !isAgain)
        #expect(listing.names == names.sorted())
    }

    @Test("are listed in order, and say whether they changed")
    func lists() throws {
        let place = try TemporaryFolder()
        var folder = Folder("\(place.path)/devices")
        #expect(lists(&folder) == nil)
        for name in ["sdb", "sda", ".hidden"] { try make("\(place.path)/devices/\(name)") }
        #expect(lists(&folder) == ["sda", "sdb"])
        #expect(lists(&folder) == nil)
        try make("\(place.path)/devices/sdc")
        #expect(lists(&folder) == ["sda", "sdb", "sdc"])
        try FileManager.default.removeItem(atPath: "\(place.path)/devices")
        #expect(lists(&folder) == [])
        #expect(lists(&folder) == nil)
    }

    /// The names if they are others than before.
    private func lists(_ folder: inout Folder) -> [String]? { folder.list() ? folder.names : nil }

    private func make(_ path: String) throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }
}
