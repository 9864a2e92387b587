import Graphs
import MetricModel

/// Whose graph a page shows.
enum GraphOwner {
    case host(HostKey)
    case group(GroupName)

    /// Its own page.
    var page: PageAddress {
        switch self {
        case .host(let key): Link.host(key)
        case .group(let name): Link.group(name)
        }
    }

    /// The page of its hours of the week.
    var week: PageAddress { page.appending("week") }

    var name: String {
        switch self {
        case .host(let key): key.name.text
        case .group(let name): name.text
        }
    }

    /// The way from the overview to its page.
    var trail: [(words: String, page: PageAddress)] {
        switch self {
        case .host(let key): [(key.cluster.text, Link.group(key.cluster)), (key.name.text, page)]
        case .group(let name): [(name.text, page)]
        }
    }
}
