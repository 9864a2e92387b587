import Aggregator
import Foundation
import Glibc
import Graphs
import Testing
import Web

@Suite("Where pages are served")
struct AddressTests {
    @Test(
        "is parsed",
        arguments: [
            ("127.0.0.1:8650", "127.0.0.1", 8650), ("127.0.0.1", "127.0.0.1", 8650), ("localhost:0", "localhost", 0),
            ("[::1]:80", "::1", 80), ("[::1]", "::1", 8650),
        ])
    func parses(text: String, host: String, port: Int) throws {
        let address = try WebAddress(parsing: text)
        #expect(address.host == host)
        #expect(address.port == port)
    }

    @Test(
        "is refused where it is none",
        arguments: [
            "", ":80", "8650", "::1", "[::1", "[::1]80", "[web1]:80", "a:", "a:b", "a:+1", "a:65536", "a b:1", "a/b:1",
            "ü:1",
        ])
    func refuses(text: String) {
        #expect(throws: WebServerError.badAddress(text)) { try WebAddress(parsing: text) }
    }

    @Test("that another program has is an error in one clear sentence")
    func inUse() async throws {
        let socket = Glibc.socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                bind(socket, generic, length) == 0 && listen(socket, 1) == 0
                    && getsockname(socket, generic, &length) == 0
            }
        }
        try #require(isListening)
        let text = "127.0.0.1:\(UInt16(bigEndian: address.sin_port))"

        try await Fixture.use { fixture in
            let site = Site(aggregator: fixture.aggregator, catalogue: GraphCatalogue(folders: []))
            let server = WebServer(
                site, address: try WebAddress(parsing: text), logger: Fixture.silence)
            let error = await #expect(throws: WebServerError.self) { try await server.run() }
            #expect(error?.description == "\(text) is in use by another program; choose another with --http")
        }
    }

    @Test("that this host does not have is an error in one clear sentence")
    func notThisHost() async throws {
        try await Fixture.use { fixture in
            let site = Site(aggregator: fixture.aggregator, catalogue: GraphCatalogue(folders: []))
            let server = WebServer(site, address: try WebAddress(parsing: "192.0.2.1:8650"), logger: Fixture.silence)
            let error = await #expect(throws: WebServerError.self) { try await server.run() }
            #expect(
                error?.description
                    == "192.0.2.1:8650: no interface of this host has that address; choose another with --http")
        }
    }
}
