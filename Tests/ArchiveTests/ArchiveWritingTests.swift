import Archive
import ArchiveKit
import Foundation
import MetricModel
import TestKit
import Testing

@Suite("What is stored is what rrdtool finds")
struct ArchiveWritingTests {
    @Test("rows are in the file, each under its end")
    func rowsArrive() async throws {
        let directory = try TemporaryFolder()
        let archive = try openArchive(directory)
        archive.store(rows([[1, 10], [2, .nan], [3.5, 30]]))
        await archive.flush()
        let path = archive.layout.path(of: cpu())
        let witness = try RRDTool.fetch(path, from: midnight, to: midnight + 45, resolution: 15)
        #expect(
            witness == [
                midnight + 15: ["1.0", "10.0"], midnight + 30: ["2.0", "nan"], midnight + 45: ["3.5", "30.0"],
            ])
        let fetched = try await archive.fetch(Query(cpu(), from: midnight, to: midnight + 45))
        #expect(fetched.columns == ["user", "idle"])
        #expect(fetched.start == midnight && fetched.end == midnight + 45 && fetched.step == 15)
        #expect(told(fetched["user"]) == ["1.0", "2.0", "3.5"])
        #expect(told(fetched["idle"]) == ["10.0", "nan", "30.0"])
        #expect(archive.counters.rowsWritten == 3)
        #expect(archive.counters.filesCreated == 1)
        await archive.close()
    }

    @Test("a query sees the rows that still wait, whoever asks")
    func pending() async throws {
        let directory = try TemporaryFolder()
        let archive = try openArchive(directory)
        archive.store(rows([[1, 10]]))
        let query = Query(cpu(), columns: ["idle"], from: midnight, to: midnight + 15)
        let fetched = try await archive.fetch(query)
        #expect(fetched["idle"] == [10])
        let blocking = try await onThread { try archive.fetchBlocking(query) }
        #expect(blocking["idle"] == [10])
        await archive.close()
        let reader = try ArchiveReader(directory: directory.path)
        #expect(try await reader.fetch(query)["idle"] == [10])
        #expect(try await onThread { try reader.fetchBlocking(query) }["idle"] == [10])
    }

    @Test("a column that no file has is unknown, a series that has no file is an error")
    func absent() async throws {
        let directory = try TemporaryFolder()
        let archive = try openArchive(directory)
        archive.store(rows([[1, 10]]))
        let fetched = try await archive.fetch(Query(cpu(), columns: ["steal"], from: midnight, to: midnight + 15))
        #expect(told(fetched["steal"]) == ["nan"])
        let other = cpu(host("db1"))
        await #expect(throws: ArchiveError.noSuchSeries(other)) {
            try await archive.fetch(Query(other, from: midnight, to: midnight + 15))
        }
        await archive.close()
    }

    @Test("coarser archives hold the mean and the maximum")
    func consolidates() async throws {
        let directory = try TemporaryFolder()
        let archive = try openArchive(directory)
        archive.store(rows((1...40).map { [Double($0), 0] }))
        await archive.flush()
        let path = archive.layout.path(of: cpu())
        let ends = [midnight + 300, midnight + 600]
        for (consolidation, expected) in [(Consolidation.average, [10.5, 30.5]), (.max, [20, 40])] {
            let query = Query(
                cpu(), columns: ["user"], from: midnight, to: midnight + 600, resolution: 300,
                consolidation: consolidation)
            let fetched = try await archive.fetch(query)
            #expect(fetched["user"] == expected)
            #expect(fetched.step == 300)
            #expect(fetched.consolidation == consolidation)
            let witness = try RRDTool.fetch(
                path, consolidation.rawValue, from: midnight, to: midnight + 600, resolution: 300)
            #expect(ends.map { witness[$0]?.first } == expected.map { "\($0)" })
        }
        await archive.close()
    }

    @Test("missing rows are unknown, and the value after them is not stretched over them")
    func gap() async throws {
        let directory = try TemporaryFolder()
        let archive = try openArchive(directory)
        archive.store(rows([[1, 1], [2, 2]]))
        archive.store(rows([[7, 7]], from: midnight + 75))
        // Once more from a file that has been written, since the gap may lie between two flushes.
        await archive.flush()
        archive.store(rows([[9, 9]], from: midnight + 120))
        await archive.close()
        let witness = try RRDTool.fetch(
            archive.layout.path(of: cpu()), from: midnight, to: midnight + 135, resolution: 15)
        let user = (1...9).map { witness[midnight + $0 * 15]?.first ?? "no row" }
        #expect(user == ["1.0", "2.0", "nan", "nan", "nan", "7.0", "nan", "nan", "9.0"])
    }

    @Test("a row no newer than the file's last is dropped and counted, waiting or written")
    func late() async throws {
        let directory = try TemporaryFolder()
        let archive = try openArchive(directory)
        archive.store(rows([[1, 1], [2, 2]]))
        archive.store(rows([[8, 8]]))
        await archive.flush()
        archive.store(rows([[9, 9], [9, 9]]))
        archive.store(rows([[3, 3]], from: midnight + 30))
        await archive.close()
        #expect(archive.counters.rowsLate == 3)
        #expect(archive.counters.rowsWritten == 3)
        #expect(archive.counters.errors.isEmpty)
        let witness = try RRDTool.fetch(
            archive.layout.path(of: cpu()), from: midnight, to: midnight + 45, resolution: 15)
        #expect((1...3).map { witness[midnight + $0 * 15]?.first } == ["1.0", "2.0", "3.0"])

        let again = try openArchive(directory)
        again.store(rows([[9, 9]], from: midnight + 30))
        await again.close()
        #expect(again.counters.rowsLate == 1)
        #expect(again.counters.rowsWritten == 0)
    }

    @Test("a group is stored like a host")
    func group() async throws {
        let directory = try TemporaryFolder()
        let archive = try openArchive(directory)
        let series = Series.group(prod, SubjectName(literal: "cpu"))
        archive.store(rows([[6, 4, 2]], of: series, as: definition(["user"])))
        let fetched = try await archive.fetch(Query(series, from: midnight, to: midnight + 15))
        #expect(fetched.columns == ["user_sum", "user_max", "user_num"])
        #expect(fetched.values == [[6], [4], [2]])
        await archive.close()
        #expect(directory.names(in: "rrd/.groups/prod") == ["cpu.rrd"])
    }

    @Test(
        "a row that cannot be stored is refused and counted",
        arguments: [
            (midnight, midnight + 15, 1), (midnight, midnight + 15, 3), (midnight, midnight, 2),
            (midnight + 15, midnight, 2), (0, 15, 2), (Int.min, 15, 2), (midnight, Int.max, 2),
        ])
    func refuses(start: Int, end: Int, values: Int) async throws {
        let directory = try TemporaryFolder()
        let archive = try openArchive(directory)
        let row = Row(
            series: cpu(), definition: definition(), start: Int64(start), end: Int64(end),
            values: .init(repeating: 1, count: values))
        archive.store([row])
        await archive.close()
        #expect(archive.counters.rowsRefused == 1)
        #expect(archive.counters.filesCreated == 0)
    }

    @Test("rows beyond what may wait are dropped and counted, and room comes back")
    func bounded() async throws {
        let directory = try TemporaryFolder()
        let archive = try openArchive(directory, pendingLimit: 2 * (64 + 16))
        archive.store(rows([[1, 1], [2, 2], [3, 3]]))
        #expect(archive.counters.rowsDropped == 1)
        await archive.flush()
        archive.store(rows([[4, 4]], from: midnight + 45))
        await archive.close()
        #expect(archive.counters.rowsWritten == 3)
        archive.store(rows([[5, 5]], from: midnight + 60))
        #expect(archive.counters.rowsDropped == 2)
        await #expect(throws: ArchiveError.closed) {
            try await archive.fetch(Query(cpu(), from: midnight, to: midnight + 15))
        }
    }

    @Test("rows are written before their time where memory is short, and none is dropped")
    func pressed() async throws {
        let directory = try TemporaryFolder()
        // Room for a hundred rows of two values.
        let archive = try openArchive(directory, pendingLimit: 100 * (64 + 16))
        // Of six hosts, none of which ever has sixty rows.
        for number in 0..<300 {
            let name = try #require(HostName("host\(number % 6)"))
            let series = cpu(HostKey(cluster: prod, name: name))
            archive.store(rows([[1, 1]], of: series, from: midnight + number * 15))
            await archive.sync()
        }
        #expect(archive.counters.rowsDropped == 0)
        #expect(archive.counters.rowsWritten >= 200)
        await archive.close()
        #expect(archive.counters.rowsWritten == 300)
    }

    @Test("sixty rows are written at once, and fewer when their time has come", arguments: [(60, 600_000), (3, 20)])
    func flushesItself(count: Int, milliseconds: Int) async throws {
        let directory = try TemporaryFolder()
        let archive = try openArchive(directory, flushAfter: .milliseconds(milliseconds))
        archive.store(rows((0..<count).map { [Double($0), 0] }))
        let patience = ContinuousClock.now + .seconds(20)
        while archive.counters.rowsWritten < count, ContinuousClock.now < patience { await Task.yield() }
        #expect(archive.counters.rowsWritten == count)
        await archive.close()
    }

    @Test("four threads store, and every row is found")
    func concurrent() async throws {
        let directory = try TemporaryFolder()
        let archive = try openArchive(directory, flushAfter: .milliseconds(100))
        let hosts = (0..<50).compactMap { HostName("host\($0)") }.map { HostKey(cluster: prod, name: $0) }
        let meaning = definition()
        await withTaskGroup { group in
            for thread in 0..<4 {
                group.addTask {
                    for index in 0..<100 {
                        for host in hosts.indices where host % 4 == thread {
                            let values = [Double(host), Double(index)]
                            archive.store(
                                rows([values], of: cpu(hosts[host]), as: meaning, from: midnight + index * 15))
                        }
                        if index % 25 == thread {
                            _ = try? await archive.fetch(Query(cpu(hosts[thread]), from: 0, to: 1))
                        }
                    }
                }
            }
        }
        for (number, host) in hosts.enumerated() {
            let fetched = try await archive.fetch(Query(cpu(host), from: midnight, to: midnight + 1500))
            #expect(fetched["user"] == .init(repeating: Double(number), count: 100))
            #expect(fetched["idle"] == (0..<100).map(Double.init))
        }
        await archive.close()
        #expect(archive.counters.rowsWritten == 5_000)
        #expect(archive.counters.filesCreated == 50)
        #expect(archive.counters.errors.isEmpty)
    }

    @Test("an archive that is let go writes what it has, and then gives its directory free")
    func letGo() async throws {
        let directory = try TemporaryFolder()
        do {
            let archive = try openArchive(directory)
            archive.store(rows([[1, 2]]))
        }
        let patience = ContinuousClock.now + .seconds(20)
        var again: Archive?
        while again == nil, ContinuousClock.now < patience {
            again = try? openArchive(directory)
            await Task.yield()
        }
        // Where other tests keep all threads busy, the yield alone may take longer than that.
        if again == nil { again = try openArchive(directory) }
        let archive = try #require(again)
        #expect(try await archive.fetch(Query(cpu(), from: midnight, to: midnight + 15)).values == [[1], [2]])
        await archive.close()
    }
}
