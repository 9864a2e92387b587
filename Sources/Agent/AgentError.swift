/// Why an agent cannot start, in one sentence.
package enum AgentError: Error, Equatable {
    /// The command line; exit status 64.
    case usage(String)
    /// The kernel's name for the host cannot be used.
    case badHostName(String)
}

extension AgentError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .usage(let message): message
        case .badHostName(let name):
            "this host is called \"\(name)\", which cannot be a host name here; give one with --host-name"
        }
    }
}
