import Archive
import Foundation
import TestKit
import Testing

/// A file and its copy: one for the plain writer, one for librrd.
struct FilePair {
    let ours, theirs: String
    let header: RRDHeader
    private let folder: TemporaryFolder

    init(_ definitions: [String], step: Int, start: Int) throws {
        folder = try TemporaryFolder()
        ours = "\(folder.path)/ours.rrd"
        theirs = "\(folder.path)/theirs.rrd"
        try RRDCreation.create(theirs, definitions: definitions, step: step, start: start)
        try FileManager.default.copyItem(atPath: theirs, toPath: ours)
        header = try #require(try RRDHeader(readingFrom: ours, now: start))
    }

    var ourFile: CheckedFile { CheckedFile(path: ours, header: header) }
    var theirFile: CheckedFile { CheckedFile(path: theirs, header: header) }

    func bytes(_ path: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path)) }

    /// The first byte that differs, and what the files have there; nil where both are the same.
    func difference() throws -> String? {
        let (found, expected) = (try bytes(ours), try bytes(theirs))
        guard found != expected else { return nil }
        guard found.count == expected.count else { return "\(found.count) bytes, librrd has \(expected.count)" }
        guard let offset = found.indices.first(where: { found[$0] != expected[$0] }) else { return nil }
        let part = partOfFile(at: offset, columns: header.columns.count, archives: header.archives.count)
        return "byte \(offset), \(part): \(word(found, offset)), librrd has \(word(expected, offset))"
    }

    /// The eight bytes to which one belongs, as a number and as a double.
    private func word(_ bytes: Data, _ offset: Int) -> String {
        let start = offset / 8 * 8
        let bits = bytes[start..<(start + 8)].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return "\(String(bits, radix: 16)) (\(Double(bitPattern: bits)))"
    }
}
