import ClusterState
import MetricModel

/// Which hosts a list has, by the address: `?q=web&state=down&group=prod`.
struct HostFilter {
    /// What must be in a host's name, cluster or address; nil for anything.
    let words: Words?
    let state: Host.State?
    let group: GroupName?

    init(_ query: QueryString) throws(WebError) {
        words = try Words(query, "q")
        state = try Self.state(query["state"])
        group = try Self.group(query["group"])
    }

    func contains(_ host: HostSummary) -> Bool {
        (state.map { $0 == host.state } ?? true) && (group.map(host.groups.contains) ?? true)
            && (words?.areIn([host.key.description, host.address]) ?? true)
    }

    /// As an address has it.
    var query: [(String, String)] {
        [("q", words?.text), ("state", state?.rawValue), ("group", group?.text)].compactMap { key, value in
            value.map { (key, $0) }
        }
    }

    private static func state(_ text: String?) throws(WebError) -> Host.State? {
        guard let text, !text.isEmpty else { return nil }
        guard let state = Host.State(rawValue: text) else {
            throw .badRequest(
                "state: expected up, down or left, found \"\(text.prefix(40))\"", hint: "try state=down")
        }
        return state
    }

    private static func group(_ text: String?) throws(WebError) -> GroupName? {
        guard let text, !text.isEmpty else { return nil }
        guard let group = GroupName(text) else {
            throw .badRequest("group: \"\(text.prefix(80))\" is no name of a group", hint: "/ lists the groups")
        }
        return group
    }
}
