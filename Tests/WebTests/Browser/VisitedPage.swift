import Testing
import Web

/// A page that is looked at in every look.
///
/// A new page is a line in ``all``.
struct VisitedPage: Sendable, CustomTestStringConvertible {
    let path: String
    var isFailure = false

    static let all: [VisitedPage] = [
        VisitedPage(path: "/"),
        VisitedPage(path: "/hosts"),
        VisitedPage(path: "/metric"),
        VisitedPage(path: "/metric/load.one"),
        VisitedPage(path: "/compare?graph=load&group=prod&host=old"),
        VisitedPage(path: "/aggregate?metrics=load.one&hosts=*"),
        VisitedPage(path: "/views"),
        VisitedPage(path: "/view/saved"),
        VisitedPage(path: "/group/prod"),
        VisitedPage(path: "/group/prod/wall"),
        VisitedPage(path: "/group/prod/graph/load"),
        VisitedPage(path: "/group/prod/week"),
        VisitedPage(path: "/host/prod/old/week?graph=load&of=p95"),
        VisitedPage(path: "/events"),
        VisitedPage(path: "/search?q=web"),
        VisitedPage(path: "/host/prod/web1"),
        VisitedPage(path: "/host/prod/old?range=24h&tz=Europe/Berlin"),
        VisitedPage(path: "/host/prod/old?open=all"),
        VisitedPage(path: "/host/prod/old/graph/load?previous=day"),
        VisitedPage(path: "/host/\(Link.encoded(Fixture.hostileCluster))/\(Link.encoded(Fixture.hostileHost))"),
        VisitedPage(path: "/h/web1"),
        VisitedPage(path: "/explain/prod/web1/load.one"),
        VisitedPage(path: "/host/prod/nobody", isFailure: true),
        VisitedPage(path: "/group/prod?range=2d", isFailure: true),
        VisitedPage(path: "/nowhere", isFailure: true),
    ]

    var testDescription: String { path }
}
