import Archive
import Foundation
import MetricModel
import TestKit
import Testing

@Suite("Files are named from checked names, and names can be read back")
struct ArchiveLayoutTests {
    static let layout = ArchiveLayout(directory: "/data/")

    @Test(
        "a series has its path",
        arguments: [
            (nil, 1, "/data/rrd/prod/web1/cpu.rrd"),
            (nil, 2, "/data/rrd/prod/web1/cpu.2.rrd"),
            ("sda", 1, "/data/rrd/prod/web1/cpu@sda.rrd"),
            ("sda.2", 1, "/data/rrd/prod/web1/cpu@sda.2.rrd"),
            ("sda", 2, "/data/rrd/prod/web1/cpu.2@sda.rrd"),
            ("/var/lib", 1, "/data/rrd/prod/web1/cpu@%2Fvar%2Flib.rrd"),
            ("a/../../../etc", 1, "/data/rrd/prod/web1/cpu@a%2F..%2F..%2F..%2Fetc.rrd"),
            ("50% @ ü~", 1, "/data/rrd/prod/web1/cpu@50%25%20%40%20%C3%BC%7E.rrd"),
        ])
    func paths(instance: String?, sibling: Int, path: String) throws {
        let name = try instance.map { try #require(InstanceName($0)) }
        #expect(Self.layout.path(of: cpu(instance: name), sibling: sibling) == path)
    }

    @Test("a group has its own folder, which no cluster can have")
    func groups() {
        let series = Series.group(prod, SubjectName(literal: "cpu"))
        #expect(Self.layout.path(of: series) == "/data/rrd/.groups/prod/cpu.rrd")
        #expect(GroupName(".groups") == nil)
    }

    @Test("names that leave the folder cannot be made", arguments: ["", ".", "..", "../etc", "a/b", "/etc", "a\0b"])
    func unsafe(text: String) {
        #expect(HostName(text) == nil)
        #expect(GroupName(text) == nil)
        #expect(SubjectName(text) == nil)
    }

    @Test("a relative directory becomes absolute, so that librrd takes it for a file", arguments: ["sql//x", "cb//x"])
    func relative(directory: String) {
        #expect(ArchiveLayout(directory: directory).root.hasPrefix("/"))
    }

    @Test(
        "an instance comes back from its file's name",
        arguments: ["sda", "sda.2", "/var/lib", "%41", "~", "ü@€/%", "a b", String(repeating: "x", count: 180)])
    func roundTrip(text: String) throws {
        let instance = try #require(InstanceName(text))
        #expect(InstanceFileText.decode(InstanceFileText.encode(instance)) == instance)
    }

    @Test("an instance too long for a file name is cut, and two such do not meet")
    func cut() throws {
        let front = String(repeating: "/", count: 179)
        let texts = try ["a", "b"].map { InstanceFileText.encode(try #require(InstanceName(front + $0))) }
        #expect(texts[0] != texts[1])
        for text in texts {
            #expect(text.utf8.count <= InstanceFileText.limit)
            #expect(text.prefix(while: { $0 != "~" }).count % 3 == 0, "an escape was cut in two: \(text)")
            #expect(InstanceFileText.decode(text) == nil)
        }
    }

    @Test("the longest name fits a file system, even when it is damaged")
    func longest() throws {
        let series = Series.host(
            web1, try #require(SubjectName(String(repeating: "s", count: 32))),
            InstanceName(String(repeating: "ü", count: 90)))
        let name = Self.layout.path(of: series, sibling: 9).split(separator: "/").last ?? ""
        #expect((name + ".damaged-1700000000-99").utf8.count <= 255)
    }

    @Test(
        "what we would not write is no instance", arguments: ["", "%2f", "%2", "%", "%GG", "a/b", "a@b", "%41", ".x"])
    func refuses(text: String) {
        #expect(InstanceFileText.decode(text) == nil)
    }

    @Test("what is on disk is listed, and nothing else")
    func listing() throws {
        let directory = try TemporaryFolder()
        let layout = ArchiveLayout(directory: directory.path)
        for path in [
            "prod/web1/cpu.rrd", "prod/web1/cpu.2.rrd", "prod/web1/disk@sda.rrd", "prod/web1/disk.2@%2Fvar.rrd",
            "prod/web1/cpu.rrd.damaged-1700000000", "prod/web1/disk@sdb.rrdAb3dEf", "prod/web1/Cpu.rrd",
            "prod/web1/cpu.1.rrd", "prod/web1/cpu.x.rrd", "prod/web1/notes.txt", "prod/db1/load.rrd",
            "prod/file-not-a-host", ".groups/all/cpu.rrd",
        ] {
            let url = URL(fileURLWithPath: layout.root + "/" + path)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data().write(to: url)
        }
        #expect(layout.clusters().map(\.text) == ["prod"])
        #expect(layout.hosts(in: prod).map(\.name.text) == ["db1", "web1"])
        #expect(layout.subjects(of: web1).map(\.text) == ["cpu", "disk"])
        let disk = SubjectName(literal: "disk")
        #expect(layout.instances(of: disk, host: web1).map(\.text) == ["/var", "sda"])
        #expect(layout.groups().map(\.text) == ["all"])
        #expect(
            layout.series(of: GroupName(literal: "all")) == [
                .group(GroupName(literal: "all"), SubjectName(literal: "cpu"))
            ])
        #expect(layout.hosts(in: GroupName(literal: "absent")).isEmpty)
    }
}
