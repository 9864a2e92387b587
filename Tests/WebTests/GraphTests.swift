import Foundation
import Testing
import Web

@Suite("Graphs over HTTP")
struct GraphTests {
    private static let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47]
    private static let pdf = Array("%PDF".utf8)

    @Test(
        "come in every format, by path and by query",
        arguments: [
            ("png", "image/png", png), ("pdf", "application/pdf", pdf),
            ("csv", "text/csv; charset=utf-8; header=present", Array("time".utf8)),
            ("json", "application/json; charset=utf-8", Array("{".utf8)),
        ])
    func formats(format: String, type: String, beginning: [UInt8]) async throws {
        try await Fixture.use { fixture in
            for address in [
                "/graph/host/prod/old/load.\(format)", "/graph/group/prod/load.\(format)?from=-1h&to=now&size=400x200",
                "/api/v1/graph?name=load&host=old&format=\(format)",
                "/api/v1/graph?name=load&host=prod/old&format=\(format)",
                "/api/v1/graph?name=load&group=prod&format=\(format)",
            ] {
                let answer = try await fixture.get(address)
                #expect(answer.status == 200, "\(address): \(answer.text.prefix(300))")
                #expect(answer.type == type)
                #expect(answer.bytes.starts(with: beginning))
                let age = answer.header("Cache-Control")?.wholeMatch(of: #/max-age=(\d+)/#).flatMap { Int($0.output.1) }
                #expect(age.map { (1...300).contains($0) } == true, "\(address): \(answer.headers)")
            }
        }
    }

    @Test("show the history, and JSON where no format is asked for")
    func values() async throws {
        try await Fixture.use { fixture in
            let answer = try await fixture.get("/api/v1/graph?name=load&host=old&from=-15min&to=now")
            let series = try #require(answer.fields["series"] as? [[String: Any]])
            let values = try #require(series.first?["values"] as? [Any])
            let known = values.compactMap { $0 as? Double }
            // Forty rows of 2; what follows them is unknown.
            #expect(known.count >= 38)
            #expect(known.allSatisfy { abs($0 - 2) < 1e-9 })
            #expect(values.contains { $0 is NSNull })
        }
    }

    @Test(
        "are of the size that is asked for",
        arguments: [("120x60", 120, 60), ("640x260", 640, 260), ("4000x2000", 4000, 2000)])
    func size(text: String, width: Int, height: Int) async throws {
        try await Fixture.use { fixture in
            let bytes = try await fixture.get("/graph/host/prod/old/load.png?from=-1h&size=\(text)").bytes
            func number(at offset: Int) -> Int { bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } }
            try #require(bytes.count > 24)
            #expect(number(at: 16) == width)
            #expect(number(at: 20) == height)
        }
    }

    @Test(
        "that cannot be drawn are a picture that says why",
        arguments: [
            ("load.png?size=4001x200", 400, "size: expected WIDTHxHEIGHT"),
            ("load.png?size=x", 400, "size: expected WIDTHxHEIGHT"),
            ("load.png?size=-1x-1", 400, "size: expected"), ("load.png?from=yesterdayish", 400, "yesterdayish"),
            ("load.png?from=now&to=-1h", 400, "start before the end"),
            ("load.png?from=1970-01-02", 400, "from 1980"),
            ("load.png?from=1990-01-01&to=9999-12-30", 400, "must have at most"),
            ("nothing.png", 404, "there is no graph"),
            ("loda.png", 404, "did you mean load?"), ("%3Cb%3E.png", 404, "%3Cb%3E"),
        ])
    func pictures(file: String, status: Int, words: String) async throws {
        try await Fixture.use { fixture in
            let answer = try await fixture.get("/graph/host/prod/old/" + file)
            #expect(answer.status == status)
            #expect(answer.type == "image/svg+xml")
            let said = answer.text.matches(of: #/<text[^>]*>([^<]*)<\/text>/#).map(\.output.1).joined(separator: " ")
            #expect(said.contains(words), "\(said)")
        }
    }

    @Test(
        "that cannot be given are errors in words",
        arguments: [
            ("/graph/host/prod/nobody/load.csv", 404), ("/graph/group/nobody/load.json", 404),
            ("/graph/host/prod/old/load", 400),
            ("/graph/host/prod/old/load.gif", 400), ("/graph/host/prod/old/a.b.c", 400),
            ("/graph/host/prod/old/load.pdf?size=1x1", 400),
            ("/graph/nothing", 404),
        ])
    func words(address: String, status: Int) async throws {
        try await Fixture.use { fixture in
            let answer = try await fixture.get(address)
            #expect(answer.status == status)
            #expect(Set(answer.fields.keys) == ["error", "hint"])
        }
    }
}
