import ArchiveKit
import Foundation
import MetricModel
import TestKit
import Testing

@testable import Archive

@Suite("Several queries at once")
struct SeveralQueriesTests {
    @Test("are answered each for itself, in their order")
    func order() async throws {
        let directory = try TemporaryFolder()
        let archive = try openArchive(directory)
        let instances = (0..<20).compactMap { InstanceName("\($0)") }
        for (number, instance) in instances.enumerated() {
            archive.store(rows([[Double(number), 1], [Double(number + 100), 2]], of: cpu(instance: instance)))
        }
        var queries = instances.map { Query(cpu(instance: $0), from: midnight, to: midnight + 30) }
        queries.insert(Query(cpu(), from: midnight, to: midnight + 30), at: 7)
        queries.append(Query(cpu(instance: instances[0]), from: midnight, to: midnight))
        let answers = await archive.fetch(queries)
        #expect(answers.count == queries.count)
        for (query, answer) in zip(queries, answers) {
            let alone: Result<Fetched, any Error>
            do { alone = .success(try await archive.fetch(query)) } catch { alone = .failure(error) }
            switch (alone, answer) {
            case (.success(let alone), .success(let answer)):
                #expect(alone.values == answer.values && alone.start == answer.start)
            case (.failure(let alone), .failure(let answer)): #expect("\(alone)" == "\(answer)")
            default: Issue.record("\(query) has another answer among others")
            }
        }
        #expect(answers.count { (try? $0.get()) != nil } == instances.count)
        #expect(await archive.fetch([]).isEmpty)
        let files = try ArchiveReader(directory: directory.path)
        await archive.close()
        #expect(await files.fetch(queries).count { (try? $0.get()) != nil } == instances.count)
        for answer in await archive.fetch(queries) { #expect(throws: ArchiveError.closed) { try answer.get() } }
    }

    @Test("tell which of the columns that are asked for no file has")
    func missing() async throws {
        let directory = try TemporaryFolder()
        let archive = try openArchive(directory)
        archive.store(rows([[1, 2], [3, 4]]))
        await archive.flush()
        var query = Query(cpu(), columns: ["idle", "nothing"], from: midnight, to: midnight + 30)
        let some = try await archive.fetch(query)
        #expect(some.missing == ["nothing"] && some.columns == ["idle", "nothing"])
        #expect(some["idle"] == [2, 4] && some["nothing"]?.allSatisfy(\.isNaN) == true)
        query.columns = nil
        let all = try await archive.fetch(query)
        #expect(all.missing.isEmpty && all.columns == ["user", "idle"])
        await archive.close()
    }

    @Test("tell the highest of rows that are means, where it is wanted")
    func highest() async throws {
        let directory = try TemporaryFolder()
        let archive = try openArchive(directory)
        let count = 4 * 3600 / 15
        archive.store(rows((0..<count).map { [$0 % 40 == 7 ? 90 : 10, 1] }))
        await archive.flush()
        var query = Query(cpu(), from: midnight, to: midnight + count * 15, resolution: 600)
        #expect(try await archive.fetch(query).highest == nil)
        query.wantsHighest = true
        let answers = await archive.fetch([query])
        let found = try #require(try answers.first?.get())
        let highest = try #require(found.highest)
        #expect(found.step > 15 && found.consolidation == .average)
        #expect(highest.values.count == found.columns.count && highest.values[0].contains(90))
        #expect(found.values[0].allSatisfy { $0.isNaN || $0 < 90 })
        query.consolidation = .max
        let maxima = try await archive.fetch(query)
        #expect(maxima.consolidation == .max && maxima.highest == nil)
        #expect(maxima.values.map { $0.map(\.bitPattern) } == highest.values.map { $0.map(\.bitPattern) })
        // The finest rows are themselves the highest.
        let fine = Query(cpu(), from: query.to - 600, to: query.to, resolution: 15, wantsHighest: true)
        let newest = try await archive.fetch(fine)
        #expect(newest.step == newest.finestStep && newest.highest == nil)
        await archive.close()
    }
}
