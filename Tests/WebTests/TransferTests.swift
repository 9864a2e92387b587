import Foundation
import HTTPTypes
import TestKit
import Testing
import Web

@Suite("Answers on their way")
struct TransferTests {
    @Test("are smaller for clients that read gzip, and the same", arguments: ["/", "/api/v1/metrics", "/federate"])
    func gzip(address: String) async throws {
        try await Fixture.use { fixture in
            let plain = try await fixture.get(address)
            #expect(plain.header("Content-Encoding") == nil)
            #expect(plain.header("Vary") == "Accept-Encoding")
            let small = try await fixture.get(address, headers: [.acceptEncoding: "br, gzip;q=0.5"])
            #expect(small.header("Content-Encoding") == "gzip")
            #expect(small.bytes.count < plain.bytes.count / 2)
            #expect(try Self.unpacked(small.bytes) == plain.bytes)
        }
    }

    @Test(
        "stay as they are for others",
        arguments: [("", "/"), ("gzip;q=0", "/"), ("identity", "/"), ("gzip", "/graph/host/prod/old/load.png")])
    func plain(encoding: String, address: String) async throws {
        try await Fixture.use { fixture in
            let answer = try await fixture.get(address, headers: [.acceptEncoding: encoding])
            #expect(answer.status == 200)
            #expect(answer.header("Content-Encoding") == nil)
        }
    }

    @Test(
        "are not sent again to those who have them",
        arguments: [
            "/style.css", "/api/v1/graphs", "/host/prod/web1", "/graph/host/prod/old/load.png",
            "/graph/host/prod/old/load.json", "/graph/group/prod/load.csv",
        ])
    func tags(address: String) async throws {
        try await Fixture.use { fixture in
            for encoding in ["identity", "gzip"] {
                let first = try await fixture.get(address, headers: [.acceptEncoding: encoding])
                let tag = try #require(first.header("ETag"))
                #expect(tag.first == "\"")
                for known in [tag, "W/\(tag)", "\"other\", \(tag)", "*"] {
                    let again = try await fixture.get(
                        address, headers: [.acceptEncoding: encoding, .ifNoneMatch: known])
                    #expect(again.status == 304, "\(known)")
                    #expect(again.bytes.isEmpty)
                    #expect(again.header("ETag") == tag || known == "*")
                    #expect(again.header("Cache-Control") == first.header("Cache-Control"))
                }
                #expect(try await fixture.get(address, headers: [.ifNoneMatch: "\"other\""]).status == 200)
            }
        }
    }

    @Test("have another tag in each encoding, and of each graph")
    func differentTags() async throws {
        try await Fixture.use { fixture in
            var tags: [String?] = []
            for (address, encoding) in [
                ("/", "identity"), ("/", "gzip"), ("/graph/host/prod/old/load.png", ""),
                ("/graph/host/prod/old/load.png?size=400x200", ""), ("/graph/host/prod/old/load.pdf", ""),
                ("/graph/host/prod/old/memory.png", ""), ("/graph/host/prod/old/load.png?from=-2h", ""),
            ] { tags.append(try await fixture.get(address, headers: [.acceptEncoding: encoding]).header("ETag")) }
            #expect(Set(tags.compactMap(\.self)).count == tags.count)
        }
    }

    @Test("of what is past may be kept for long")
    func age() async throws {
        try await Fixture.use { fixture in
            let past = try await fixture.get("/graph/host/prod/old/load.json?from=-2d&to=-1d")
            #expect(past.header("Cache-Control") == "max-age=3600")
        }
    }

    @Test(
        "are refusals where too much is asked",
        arguments: [
            ("/api/v1/hosts?group=" + String(repeating: "a", count: 9000), 414),
            ("/api/v1/hosts?" + String(repeating: "a&", count: 200), 400), ("/api/v1/hosts?group=%ff", 400),
            ("/api/v1/hosts?group=%", 400),
        ])
    func limits(address: String, status: Int) async throws {
        try await Fixture.use { fixture in
            let answer = try await fixture.get(address)
            #expect(answer.status == status)
            #expect(Set(answer.fields.keys) == ["error", "hint"])
        }
    }

    @Test("are errors in the form that was asked for")
    func forms() async throws {
        try await Fixture.use { fixture in
            for (address, type) in [
                ("/nowhere?%", "text/html"), ("/metrics?%", "text/plain"), ("/federate?%", "text/plain"),
                ("/graph.php?%", "image/svg+xml"), ("/graph.php?json=1", "application/json"),
                ("/api/v1/graph?%", "application/json"), ("/graph/host/a/b/load.svg", "image/svg+xml"),
            ] {
                let answer = try await fixture.get(address)
                #expect((400...404).contains(answer.status))
                #expect(answer.type?.hasPrefix(type) == true, "\(address): \(answer.type ?? "")")
            }
        }
    }

    private static func unpacked(_ bytes: [UInt8]) throws -> [UInt8] {
        let folder = try TemporaryFolder()
        try Data(bytes).write(to: URL(fileURLWithPath: folder.path + "/a.gz"))
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/gzip")
        process.arguments = ["-d", folder.path + "/a.gz"]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return Array(try Data(contentsOf: URL(fileURLWithPath: folder.path + "/a")))
    }
}
