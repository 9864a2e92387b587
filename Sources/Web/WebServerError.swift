import Foundation

/// Why pages cannot be served.
package enum WebServerError: Error, Equatable {
    /// Text that is no address.
    case badAddress(String)
    /// Text that is no path to serve everything below.
    case badBase(String)
    /// Another program listens there.
    case inUse(WebAddress)
    /// The address belongs to no interface of this host, or the name has none.
    case notThisHost(WebAddress)
    /// Ports below 1024 are root's.
    case notPermitted(WebAddress)
    case refused(WebAddress, reason: String)

    init(errno code: CInt, address: WebAddress) {
        switch code {
        case EADDRINUSE: self = .inUse(address)
        case EADDRNOTAVAIL: self = .notThisHost(address)
        case EACCES, EPERM: self = .notPermitted(address)
        default: self = .refused(address, reason: String(cString: strerror(code)))
        }
    }
}

extension WebServerError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .badAddress(let text): "http: expected ADDR:PORT, as 127.0.0.1:8650, found \"\(text)\""
        case .badBase(let text): "http-base: expected a path as /plexus, found \"\(text)\""
        case .inUse(let address): "\(address) is in use by another program; choose another with --http"
        case .notThisHost(let address):
            "\(address): no interface of this host has that address; choose another with --http"
        case .notPermitted(let address):
            "not permitted to listen on \(address); choose a port above 1023 with --http"
        case .refused(let address, let reason): "cannot listen on \(address): \(reason)"
        }
    }
}
