package import Hummingbird
import NIOCore

/// What is known of a request beside what it says: where it came from.
package struct WebContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// nil where the connection has none, as in tests without a server.
    let remoteAddress: SocketAddress?

    package init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        remoteAddress = source.channel.remoteAddress
    }
}

extension SocketAddress {
    /// Whether only this host itself can have spoken from the address.
    var isLoopback: Bool {
        guard let address = ipAddress else { return pathname != nil }
        return address == "::1" || address.hasPrefix("127.") || address.hasPrefix("::ffff:127.")
    }
}
