import Archive
import Foundation
import MetricModel
import TestKit
import Testing

@Suite("A host's history that gets another name")
struct HostMoveTests {
    private let web2 = host("web2")
    private let elsewhere = HostKey(cluster: GroupName(literal: "lab"), name: HostName(literal: "web1"))

    private func archive(_ rows: [Row], in directory: TemporaryFolder) async throws -> ClosedArchive {
        let archive = try openArchive(directory)
        archive.store(rows)
        await archive.close()
        return try await ClosedArchive(directory: directory.path)
    }

    private func rest(_ subject: StaticString, of host: HostKey) -> [Row] {
        let memory = Definition(
            subject: SubjectName(literal: subject), retention: .brief, title: "", fields: definition().fields)
        return rows([[1, 2]], of: .host(host, memory.subject, nil), as: memory)
    }

    @Test("is whole under it, in another cluster too, and the old cluster goes with its last host", arguments: [0, 1])
    func moved(kind: Int) async throws {
        let directory = try TemporaryFolder()
        let closed = try await archive(rows([[1, 2]]), in: directory)
        let new = kind == 0 ? web2 : elsewhere
        try HostMove(web1, to: new, in: closed.layout).perform(in: closed)
        closed.release()
        #expect(closed.layout.hosts() == [new])
        let reader = try ArchiveReader(directory: directory.path)
        #expect(try await reader.fetch(Query(cpu(new), from: midnight, to: midnight + 15)).values == [[1], [2]])
    }

    @Test("moves into one that has others only if that is said")
    func merged() async throws {
        let directory = try TemporaryFolder()
        let closed = try await archive(rows([[1, 2]]) + rest("memory", of: web2), in: directory)
        #expect(throws: UpkeepError.hostExists(web2)) { try HostMove(web1, to: web2, in: closed.layout) }
        let move = try HostMove(web1, to: web2, in: closed.layout, merge: true)
        #expect(move.isMerge && move.files == ["cpu.rrd"])
        try move.perform(in: closed)
        #expect(closed.layout.hosts() == [web2])
        #expect(directory.names(in: "rrd/prod/web2") == ["cpu.rrd", "memory.rrd"])
        closed.release()
    }

    @Test("stays where it is if both have a file, and those that could be joined are named")
    func both() async throws {
        let directory = try TemporaryFolder()
        let closed = try await archive(
            rows([[1, 2]]) + rest("memory", of: web1) + rest("memory", of: web2)
                + rows([[3, 4]], of: cpu(web2), from: midnight + 600), in: directory)
        let error = UpkeepError.bothHave(old: web1, new: web2, ["cpu.rrd", "memory.rrd"])
        #expect(throws: error) { try HostMove(web1, to: web2, in: closed.layout, merge: true) }
        #expect(directory.names(in: "rrd/prod/web1") == ["cpu.rrd", "memory.rrd"])
        #expect(
            HostMove.joinable(["cpu.rrd", "memory.rrd"], of: web1, and: web2, in: closed.layout, now: midnight + 1000)
                == ["cpu.rrd"])
        closed.release()
    }

    @Test("must be there, and the name another")
    func refused() async throws {
        let directory = try TemporaryFolder()
        let closed = try await archive(rows([[1, 2]]), in: directory)
        #expect(throws: UpkeepError.noSuchHost(web2)) { try HostMove(web2, to: web1, in: closed.layout) }
        #expect(throws: UpkeepError.sameHost(web1)) { try HostMove(web1, to: web1, in: closed.layout) }
        closed.release()
    }
}

@Suite("A host's history that is removed")
struct HostRemovalTests {
    @Test("is gone with its last file, and what an interrupted removal has left goes with the next")
    func removed() async throws {
        let directory = try TemporaryFolder()
        let archive = try openArchive(directory)
        archive.store(rows([[1, 2]]) + rows([[1, 2]], of: cpu(host("web2"))))
        await archive.close()
        let closed = try await ClosedArchive(directory: directory.path)
        let removal = HostRemoval(closed)
        let left = "\(directory.path)/rrd/prod/.removed-web1"
        try FileManager.default.createDirectory(atPath: left + "/deep", withIntermediateDirectories: true)
        // What a link leads to stays.
        #expect(symlink(closed.layout.path(of: cpu(host("web2"))), left + "/deep/link") == 0)
        try removal.remove(web1)
        #expect(directory.names(in: "rrd/prod") == [".removed-web1", "web2"])
        #expect(try removal.sweep() == 1)
        #expect(directory.names(in: "rrd/prod") == ["web2"] && directory.names(in: "rrd/prod/web2") == ["cpu.rrd"])
        #expect(throws: UpkeepError.noSuchHost(web1)) { try removal.remove(web1) }
        try removal.remove(host("web2"))
        #expect(directory.names(in: "rrd").isEmpty)
        closed.release()
    }

    @Test("is as old as its newest row")
    func age() async throws {
        let directory = try TemporaryFolder()
        let archive = try openArchive(directory)
        archive.store(rows([[1, 2]]) + rows([[1, 2], [3, 4]], of: cpu(instance: InstanceName(literal: "0"))))
        await archive.close()
        let age = HostAge(web1, in: archive.layout, now: midnight + 1000)
        #expect(age.newestRow == midnight + 30 && age.files == 2)
        #expect(HostAge(host("web9"), in: archive.layout, now: midnight).newestRow == nil)
    }
}
