import Graphs
package import HTTPTypes
import Hummingbird

/// Why there is no such page, picture or document, for the person or the script that asked.
package struct WebError: Error, Equatable {
    package let status: HTTPResponse.Status
    /// One sentence: what is wrong, and with what.
    package let error: String
    /// What would work instead.
    package let hint: String
    /// What the answer says beside it, as when to ask again.
    var headers: HTTPFields = [:]

    /// There is no such thing.
    package static func notFound(_ error: String, hint: String) -> WebError {
        WebError(status: .notFound, error: error, hint: hint)
    }

    /// A parameter cannot be understood.
    package static func badRequest(_ error: String, hint: String) -> WebError {
        WebError(status: .badRequest, error: error, hint: hint)
    }

    /// Any error as one of ours: those of the framework, and failures of our own, whose text is one sentence.
    init(_ error: any Error) {
        switch error {
        case let error as WebError: self = error
        case let error as GraphItemError: self = WebError(error)
        case let error as HTTPError where error.status == .notFound:
            self = .notFound("there is no such page", hint: "begin at /, or see /api/v1/hosts")
        case let error as HTTPError where error.status == .contentTooLarge: self = RequestLimits.tooLarge
        case let error as any HTTPResponseError:
            self.init(status: error.status, error: error.status.reasonPhrase, hint: "see docs/api.md")
        default:
            self.init(
                status: .internalServerError, error: "\(error)", hint: "the aggregator's log may say more")
        }
    }

    init(status: HTTPResponse.Status, error: String, hint: String, headers: HTTPFields = [:]) {
        self.status = status
        self.error = error
        self.hint = hint
        self.headers = headers
    }

    var json: JSON { ["error": .string(error), "hint": .string(hint)] }
}

extension WebError: CustomStringConvertible {
    package var description: String { "\(error); \(hint)" }
}
