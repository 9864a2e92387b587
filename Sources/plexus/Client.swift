import Foundation
import FoundationNetworking

/// Asks a running aggregator over HTTP.
struct Client {
    private let server: String

    /// `HOST:PORT`, or a URL.
    init(_ server: String) {
        self.server = server.contains("://") ? server : "http://\(server)"
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
            throw Failure([problem.error, problem.hint].compactMap(\.self).joined(separator: "; "))
        }
        throw Failure("\(server) answered \(status) to \(path)")
    }
}
