import HTTPTypes
import Hummingbird
import MetricModel
import NIOCore

extension Request {
    /// The first value of a key of the query; nil if it is missing.
    func query(_ key: String) -> String? { queryString[key] }

    /// What stands behind the `?`; ``RequestLimits`` has seen that it can be read.
    var queryString: QueryString {
        (try? QueryString(parsing: uri.query ?? "")) ?? QueryString()
    }
}

extension Parameters {
    /// A name in the path, which was percent-encoded there.
    func name<T: Name>(_ parameter: String, _ what: String) throws(WebError) -> T {
        let text = self.get(parameter) ?? ""
        guard let decoded = Link.decoded(text) else {
            throw .badRequest(
                "\"\(text.prefix(80))\" is not percent-encoded UTF-8", hint: "write % as %25, and other bytes as %XX")
        }
        guard let name = T(decoded) else {
            throw .notFound("\"\(decoded.prefix(80))\" is no name of a \(what)", hint: "/ lists the hosts and groups")
        }
        return name
    }

    /// The host of the path's `cluster` and `host`.
    func hostKey() throws(WebError) -> HostKey {
        HostKey(cluster: try name("cluster", "cluster"), name: try name("host", "host"))
    }
}

extension Response {
    /// A page, which browsers must ask for anew each time; or what is new in it, if that is what is asked for.
    init(_ page: Page, status: HTTPResponse.Status = .ok) {
        if let renewal = Renewal.current, status == .ok {
            self.init(renewal.answer(page), cache: "no-store")
            return
        }
        self.init(page.html.text, type: "text/html; charset=utf-8", status: status)
    }

    init(_ json: JSON, status: HTTPResponse.Status = .ok, cache: String = "no-cache") {
        self.init(json.text + "\n", type: "application/json; charset=utf-8", status: status, cache: cache)
    }

    /// - `cache`: how browsers may keep it; unless told, they ask each time.
    init(_ text: String, type: String, status: HTTPResponse.Status = .ok, cache: String = "no-cache") {
        self.init(bytes: ByteBuffer(string: text), type: type, status: status, cache: cache)
    }

    init(bytes: ByteBuffer, type: String, status: HTTPResponse.Status = .ok, cache: String = "no-cache") {
        self.init(
            status: status, headers: [.contentType: type, .cacheControl: cache], body: ResponseBody(byteBuffer: bytes))
    }
}
