import Archive
import Foundation
import TestKit
import Testing

@Suite("A tar file")
struct TarFileTests {
    @Test("that is cut anywhere, or is none, is refused with its place")
    func cut() throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/a.tar"
        let sink = try BackupTar(path, now: midnight)
        try sink.add("rrd/prod/web1/\(String(repeating: "x", count: 150)).rrd", [1, 2, 3], modified: nil)
        try sink.add("MANIFEST", [UInt8](repeating: 35, count: 600), modified: nil)
        try sink.finish()
        let whole = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        _ = try BackupSource(path)
        // Behind the manifest, only the end is missing.
        for length in stride(from: 0, to: whole.count - 1500, by: 37) {
            try Data(whole[..<length]).write(to: URL(fileURLWithPath: path))
            let error = #expect(throws: UpkeepError.self) { try BackupSource(path) }
            #expect(error?.description.hasPrefix("\(path): expected a backup: ") == true)
        }
        var random = SeededGenerator(state: 1)
        for _ in 0..<300 {
            var bytes = whole
            bytes[Int.random(in: 0..<2600, using: &random)] = UInt8.random(in: 0...255, using: &random)
            try Data(bytes).write(to: URL(fileURLWithPath: path))
            // Whatever it says, it does no harm.
            _ = try? Restore(
                from: BackupSource(path), into: ArchiveLayout(directory: folder.path), now: midnight)
        }
    }
}
