import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore

/// What came back, ready to be looked at.
struct Answer {
    let status: Int
    let headers: HTTPFields
    let bytes: [UInt8]

    init(_ response: TestResponse) {
        status = response.status.code
        headers = response.headers
        bytes = Array(response.body.readableBytesView)
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    var type: String? { headers[.contentType] }

    func header(_ name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }

    /// The fields of a JSON document; empty if it is none.
    var fields: [String: Any] {
        (try? JSONSerialization.jsonObject(with: Data(bytes))) as? [String: Any] ?? [:]
    }

    /// Every address in a page that a browser would follow or load.
    var addresses: [String] {
        text.matches(of: #/(?:href|src|srcset)="([^"]*)"/#).map {
            String($0.output.1).replacing("&amp;", with: "&")
        }
    }
}
