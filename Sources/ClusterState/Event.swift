package import MetricModel
package import Wire

/// Something about a host that a person would want to know; logged once, when it begins.
package enum Event: Sendable, Equatable {
    case new(HostKey, address: String)
    case up(HostKey)
    case down(HostKey, lastHeard: Timestamp)
    case left(HostKey)
    /// A host that only scripts have spoken of has not been heard of for a while.
    case silent(HostKey)
    /// The agent was started anew; the host was not.
    case restarted(HostKey)
    /// The host was started anew.
    case rebooted(HostKey, at: Timestamp)
    /// A new agent id under a name that had fallen silent: its history goes on.
    case reinstalled(HostKey)
    /// A known agent id under a new name.
    case renamed(from: HostKey, to: HostKey)
    /// A second live agent under one name; it is refused.
    case conflict(HostKey, refused: AgentID, address: String)
    /// Two live hosts of different names with one agent id: a copied state folder.
    case cloned(AgentID, HostKey, HostKey)
    /// The host's clock is off by more than a step; its frames are dated by their arrival.
    case clockWrong(HostKey, seconds: Double)
    case clockRight(HostKey)
    /// More series than a host may have; further ones are refused.
    case tooManySeries(HostKey, limit: Int)
}

extension Event: CustomStringConvertible {
    package var description: String {
        switch self {
        case .new(let host, let address): "\(host): new, at \(address)"
        case .up(let host): "\(host): up"
        case .down(let host, _): "\(host): down"
        case .left(let host): "\(host): left: its agent stopped on purpose"
        case .silent(let host): "\(host): no script speaks of it any more"
        case .restarted(let host): "\(host): its agent was started anew"
        case .rebooted(let host, _): "\(host): rebooted"
        case .reinstalled(let host): "\(host): a new agent id under a silent name: taken as reinstalled"
        case .renamed(let old, let new):
            "\(new): the agent that was called \(old); its history stays under the old name"
        case .conflict(let host, let id, let address):
            "\(host): a second live agent (id \(id), at \(address)) sends under this name and is refused"
        case .cloned(let id, let one, let other):
            "\(one) and \(other) share the agent id \(id): a copied state folder; remove it on one of them"
        case .clockWrong(let host, let seconds):
            "\(host): its clock is \((seconds.magnitude * 10).rounded() / 10) s "
                + "\(seconds > 0 ? "behind" : "ahead"): its values are dated by their arrival"
        case .clockRight(let host): "\(host): its clock is right again"
        case .tooManySeries(let host, let limit): "\(host): more than \(limit) series: further ones are refused"
        }
    }
}
