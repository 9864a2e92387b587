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
        try await ask(path, query) { _ in }
    }

    /// The body of the answer to a JSON document.
    ///
    /// - `token`: the server's, nil for none.
    func post(_ path: String, _ document: Data, token: String?) async throws -> Data {
        try await ask(path, []) { request in
            request.httpMethod = "POST"
            request.httpBody = document
            request.setValue("application/json", forHTTPHeaderField: "Content-Type")
            if let token { request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization") }
        }
    }

    private func ask(
        _ path: String, _ query: [(String, String)], _ prepare: (inout URLRequest) -> Void
    ) async throws -> Data {
        guard var components = URLComponents(string: server) else {
            throw Failure("--server: expected HOST:PORT, found \"\(server)\"")
        }
        // A server behind a proxy has a path of its own.
        let base = components.path.hasSuffix("/") ? String(components.path.dropLast()) : components.path
        components.path = base + path
        if !query.isEmpty {
            components.queryItems = query.map { URLQueryItem(name: $0.0, value: $0.1) }
            // Where a form stands for a space.
            components.percentEncodedQuery = components.percentEncodedQuery?.replacing("+", with: "%2B")
        }
        guard let url = components.url else { throw Failure("--server: expected HOST:PORT, found \"\(server)\"") }
        var request = URLRequest(url: url)
        request.timeoutInterval = 30
        prepare(&request)
        let (data, response): (Data, URLResponse)
        do {
            (data, response) = try await URLSession.shared.data(for: request)
        } catch {
            throw Failure(
                "no aggregator answers at \(server): is one running? (plexus up, or plexus aggregator; "
                    + "--server names another, --data reads its files)")
        }
        guard let status = (response as? HTTPURLResponse)?.statusCode, !(200..<300 ~= status) else { return data }
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
