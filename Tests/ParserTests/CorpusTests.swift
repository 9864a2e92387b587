import Foundation
import Parsers
import TestKit
import Testing

extension Parser: CustomTestStringConvertible {
    /// The name of its corpus.
    public var testDescription: String { name }
}

@Suite("Every parser of what comes from outside")
struct CorpusTests {
    private static let corpus = "\(FixtureHost.fixtures)/corpus"

    private static func files(of parser: Parser) throws -> [[UInt8]] {
        let folder = "\(corpus)/\(parser.name)"
        return try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map { name in
            [UInt8](try Data(contentsOf: URL(filePath: "\(folder)/\(name)")))
        }
    }

    @Test("has a name of its own, and a corpus that belongs to somebody")
    func names() throws {
        let names = Parser.all.map(\.name)
        #expect(Set(names).count == names.count)
        for folder in try FileManager.default.contentsOfDirectory(atPath: Self.corpus) {
            #expect(names.contains(folder), "\(folder)")
        }
    }

    @Test("comes back from everything in its corpus, and takes and refuses some of it", arguments: Parser.all)
    func corpus(parser: Parser) throws {
        let files = try Self.files(of: parser)
        let taken = files.count { parser.accepts($0.span) }
        #expect(taken > 0, "nothing in the corpus is sound")
        #expect(taken < files.count, "nothing in the corpus is damaged")
    }

    @Test("comes back from what is damaged in the usual ways", arguments: Parser.all)
    func damaged(parser: Parser) throws {
        let sound = try #require(try Self.files(of: parser).first { parser.accepts($0.span) })
        for damaged in Damage.all(of: sound) { _ = parser.accepts(damaged.span) }
    }
}
