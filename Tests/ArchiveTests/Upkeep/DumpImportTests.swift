import ArchiveKit
import Foundation
import MetricModel
import TestKit
import Testing

@testable import Archive

@Suite("Dumps of rrdtool become files again")
struct DumpImportTests {
    private static let name = "prod/web1/cpu"

    /// A closed archive, and a folder with the dump of a file of chance.
    private func dumped(_ folder: TemporaryFolder) async throws -> (file: PlainFile, dump: String) {
        var file = try PlainFile(["AVERAGE:0.5:1:50", "MAX:0.99:4:30", "MIN:0.5:7:9", "LAST:0.5:2:5"])
        var source = SeededGenerator(state: 4)
        for _ in 0..<70 {
            try file.feed(
                [source.happens(20) ? .nan : Double(source.int(0...1000)) / 10, 0], after: source.int(1...40))
        }
        let dump = "\(folder.path)/dumps/\(Self.name).xml"
        try FileManager.default.createDirectory(
            atPath: "\(folder.path)/dumps/prod/web1", withIntermediateDirectories: true)
        _ = try RRDTool.run("dump", file.path, dump)
        return (file, dump)
    }

    private func closed(_ folder: TemporaryFolder) async throws -> ClosedArchive {
        await (try openArchive(folder)).close()
        return try await ClosedArchive(directory: folder.path)
    }

    @Test("a dump comes back as it was, from a plain file and a packed one", arguments: [false, true])
    func restored(isPacked: Bool) async throws {
        let folder = try TemporaryFolder()
        let (file, dump) = try await dumped(folder)
        if isPacked {
            let gzip = try Process.run(URL(fileURLWithPath: "/usr/bin/gzip"), arguments: [dump])
            gzip.waitUntilExit()
        }
        let archive = try await closed(folder)
        let report = try await onThread {
            let dumps = DumpImport(into: archive, now: file.lastUpdate, minimumFree: 0)
            return dumps.run(try dumps.sources(in: ["\(folder.path)/dumps"]))
        }
        #expect(report.refused == [])
        #expect(report.filesCreated == 1)
        let path = "\(archive.layout.root)/\(Self.name).rrd"
        #expect(try RRDTool.run("dump", path) == RRDTool.run("dump", file.path))
        let before = try Data(contentsOf: URL(fileURLWithPath: path))
        let again = try await onThread {
            let dumps = DumpImport(into: archive, now: file.lastUpdate, minimumFree: 0)
            return dumps.run(try dumps.sources(in: ["\(folder.path)/dumps"]))
        }
        #expect(again.filesUnchanged == 1)
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    }

    @Test("a dry run makes nothing")
    func dryRun() async throws {
        let folder = try TemporaryFolder()
        let (file, _) = try await dumped(folder)
        let archive = try await closed(folder)
        let report = try await onThread {
            let dumps = DumpImport(into: archive, now: file.lastUpdate, isDryRun: true, minimumFree: 0)
            return dumps.run(try dumps.sources(in: ["\(folder.path)/dumps"]))
        }
        #expect(report.filesCreated == 1)
        #expect(folder.names(in: "rrd") == [])
    }

    @Test("what is known in the archive stays, and what is not is taken")
    func merged() async throws {
        let folder = try TemporaryFolder()
        let (file, _) = try await dumped(folder)
        let archive = try await closed(folder)
        let path = "\(archive.layout.root)/\(Self.name).rrd"
        var present = try file.contents()
        for index in present.rings[0].values.indices.prefix(60) {
            present.rings[0].values[index] = index % 2 == 0 ? -7 : .nan
        }
        let copy = FileContents(path: path, header: present.header, words: present.words, rings: present.rings)
        try FileManager.default.createDirectory(
            atPath: URL(fileURLWithPath: path).deletingLastPathComponent().path, withIntermediateDirectories: true)
        try copy.write()
        let report = try await onThread {
            let dumps = DumpImport(into: archive, now: file.lastUpdate, minimumFree: 0)
            return dumps.run(try dumps.sources(in: ["\(folder.path)/dumps"]))
        }
        #expect(report.filesChanged == 1)
        let found = try #require(try FileContents(readingFrom: path, now: file.lastUpdate))
        let expected = try file.contents().rings[0].values
        for (index, value) in found.rings[0].values.enumerated() {
            let wanted = index < 60 && index % 2 == 0 ? -7 : expected[index]
            #expect(value.isNaN ? wanted.isNaN : abs(value - wanted) < 1e-6)
        }
    }

    @Test(
        "a text that is no dump is refused where it goes wrong, in pieces of any size",
        arguments: [
            ("", "line 1: expected start(\"rrd\"), found the end"),
            ("<rrd><version>0005</version>", "line 1: expected version 0003, found 0005"),
            ("<rrd>\n<version>0003</version><step>0</step>", "line 2: expected step from 1 to 86400, found 0"),
            ("<rrd a='b'>", "line 1: expected an element without attributes, found rrd "),
            ("<!DOCTYPE rrd [ <!ENTITY a \"b\"> ]><rrd>", "line 1: expected >, found an internal subset"),
            ("<rrd><version>&a;", "line 1: expected text, found &"),
            ("<!-- <rrd>", "line 1: expected -->, found the end of the file"),
            ("<html>", "line 1: expected start(\"rrd\"), found start(\"html\")"),
        ])
    func malformed(text: String, message: String) throws {
        for size in [1, 3, 1000] {
            var rest = Array(text.utf8)[...]
            let error = #expect(throws: RRDDumpError.self) {
                _ = try RRDDump.contents(path: "/x.rrd", now: midnight) {
                    defer { rest = rest.dropFirst(size) }
                    return Array(rest.prefix(size))
                }
            }
            #expect(error?.description == message)
        }
    }

    @Test("a dump that is cut or damaged anywhere is refused or read, and nothing else happens")
    func damaged() async throws {
        let folder = try TemporaryFolder()
        let (file, dump) = try await dumped(folder)
        let bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: dump)))
        var source = SeededGenerator(state: 9)
        for _ in 0..<60 {
            var copy = bytes
            if source.happens(30) { copy.removeSubrange(source.int(0...bytes.count - 40)...) }
            for _ in 0..<source.int(1...4) where !copy.isEmpty {
                copy[source.int(0...copy.count - 1)] = UInt8(source.int(0...255))
            }
            var piece: [UInt8]? = copy
            let read = try? RRDDump.contents(path: "/x.rrd", now: file.lastUpdate) {
                defer { piece = [] }
                return piece ?? []
            }
            if let read { #expect(read.rings.allSatisfy { $0.values.count == $0.definition.rows * $0.columns }) }
        }
    }

    @Test("only paths that are those of our files are taken")
    func paths() async throws {
        let folder = try TemporaryFolder()
        let archive = try await closed(folder)
        let dumps = DumpImport(into: archive, now: midnight)
        for name in [
            "a/b/cpu.xml", ".groups/g/cpu.xml", "a/.b/cpu.xml", "a/b/UPPER.xml", "a/b/cpu.txt", "a/b/cpu@x.xml.gz",
        ] {
            let url = URL(fileURLWithPath: "\(folder.path)/in/\(name)")
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data().write(to: url)
        }
        let root = archive.layout.root
        #expect(
            try dumps.sources(in: ["\(folder.path)/in"]).map(\.target) == [
                "\(root)/.groups/g/cpu.rrd", nil, nil, "\(root)/a/b/cpu.rrd", "\(root)/a/b/cpu@x.rrd",
            ])
    }
}
