import Foundation
import FoundationNetworking
import Web

/// Asks a running aggregator over HTTP.
struct Client {
    private let server: String

    /// `HOST`, `HOST:PORT`, or a URL.
    init(_ server: String) {
        if server.contains("://") {
            self.server = server
        } else {
            let hasPort = server.hasSuffix("]") ? false : server.contains(":")
            self.server = hasPort ? "http://\(server)" : "http://\(server):\(WebAddress.defaultPort)"
        }
    }

    /// The body of an answer; an error answer becomes its own sentence.
    func get(_ path: String, _ query: [(String, String)] = []) async throws -> Data {
        guard var components = URLComponents(string: server) else {
            throw Failure("--server: expected HOST:PORT, found \"\(server)\"")
        }
        components.path = path
        if !query.isEmpty { components.queryItems = query.map { URLQueryItem(name: $0.0, value: $0.1) } }
        guard let url = components.url else { throw Failure("--server: expected HOST:PORT, found \"\(server)\"") }
        var request = URLRequest(url: url)
        request.timeoutInterval = 30
        let (data, response): (Data, URLResponse)
        do {
            (data, response) = try await URLSession.shared.data(for: request)
        } catch {
            throw Failure(
                "no aggregator answers at \(server): is one running? (plexus up, or plexus aggregator; "
                    + "--server names another, --data reads its files)")
        }
        guard let status = (response as? HTTPURLResponse)?.statusCode, status != 200 else { return data }
        struct Problem: Decodable {
            let error: String
            let hint: String?
        }
        if let problem = try? JSONDecoder().decode(Problem.self, from: data) {
            // Some hints speak of addresses of pages, which mean nothing here.
            let hint = problem.hint.flatMap { $0.contains("/") || $0.contains("=") ? nil : $0 }
            throw Failure([problem.error, hint].compactMap(\.self).joined(separator: "; "))
        }
        throw Failure("\(server) answered \(status) to \(path)")
    }
}
