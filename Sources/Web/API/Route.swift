import HTTPTypes
import Hummingbird

/// One address of ours for programs: what the router serves, and what the OpenAPI document says of it.
struct Route: Sendable {
    typealias Handler = @Sendable (Request, WebContext) async throws -> Response

    let method: HTTPRequest.Method
    /// As `/api/v1/host/{cluster}/{host}`.
    let path: String
    /// One sentence.
    let summary: String
    let parameters: [Parameter]
    /// What a request brings; nil if nothing.
    let body: JSON?
    /// What comes back when all is well.
    let answer: Answer
    /// The other statuses that may come back, beside 400, 405, 413, 414, 500 and 503, which any may.
    let errors: [HTTPResponse.Status]
    let handle: Handler

    struct Parameter: Sendable {
        enum Place: String, Sendable {
            case path, query
        }

        let name: String
        let place: Place
        let schema: JSON
        let summary: String
        var isRequired = false
        /// One that any server can answer to, where there is one.
        var example: JSON?
    }

    struct Answer: Sendable {
        let status: HTTPResponse.Status
        let summary: String
        /// By type of content.
        let content: [(type: String, schema: JSON)]
    }

    init(
        method: HTTPRequest.Method = .get, _ path: String, _ summary: String, _ parameters: [Parameter] = [],
        body: JSON? = nil, answer: Answer, errors: [HTTPResponse.Status] = [.notFound],
        handle: @escaping Handler
    ) {
        self.method = method
        self.path = path
        self.summary = summary
        self.parameters = parameters
        self.body = body
        self.answer = answer
        self.errors = errors
        self.handle = handle
    }
}

extension Route.Parameter {
    static func path(_ name: String, _ summary: String) -> Self {
        Self(name: name, place: .path, schema: Schema.name, summary: summary, isRequired: true)
    }

    static func query(
        _ name: String, _ schema: JSON, _ summary: String, isRequired: Bool = false, example: JSON? = nil
    ) -> Self {
        Self(
            name: name, place: .query, schema: schema, summary: summary, isRequired: isRequired, example: example)
    }
}

extension Route.Answer {
    /// A document whose schema has a name.
    static func document(_ name: String, _ summary: String, status: HTTPResponse.Status = .ok) -> Self {
        Self(status: status, summary: summary, content: [("application/json", Schema.named(name))])
    }

    /// Words or a picture, of one of some types.
    static func content(_ types: [String], _ summary: String) -> Self {
        Self(
            status: .ok, summary: summary,
            content: types.map { type in
                (type, type.hasPrefix("text/") || type.hasPrefix("image/svg") ? Schema.text() : [:])
            })
    }
}
