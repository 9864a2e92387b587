import Archive
import ArchiveKit
import Foundation
import TestKit
import Testing

@Suite("A checksum")
struct SHA256Tests {
    @Test(
        "is that of FIPS 180-4",
        arguments: [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
        ])
    func vectors(text: String, checksum: String) { #expect(SHA256.hex(of: Array(text.utf8)) == checksum) }

    @Test("is what sha256sum prints, at every length around a block")
    func witness() async throws {
        let folder = try TemporaryFolder()
        var random = SeededGenerator(state: 256)
        var lines = ""
        for length in Array(0...130) + [100_000] {
            let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
            try Data(bytes).write(to: URL(fileURLWithPath: "\(folder.path)/\(length)"))
            lines += "\(SHA256.hex(of: bytes))  \(length)\n"
        }
        try Data(lines.utf8).write(to: URL(fileURLWithPath: "\(folder.path)/sums"))
        #expect(try await checkedSums(in: folder.path, "sums"))
    }
}

/// Whether sha256sum finds every file in a folder to be what a list of checksums says.
func checkedSums(in folder: String, _ list: String) async throws -> Bool {
    try await onThread {
        try SystemProgram.run("sha256sum", ["--check", "--strict", "--quiet", list], in: folder).status == 0
    }
}
