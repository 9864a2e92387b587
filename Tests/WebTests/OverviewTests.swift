import Testing
import Web

@Suite("The overview")
struct OverviewTests {
    @Test(
        "orders groups by what needs a look, or by a column, the unknown last",
        arguments: [
            ("/", ["prod", "frontend", "lab"]), ("/?sort=name", ["frontend", "lab", "prod"]),
            ("/?sort=load", ["prod", "frontend", "lab"]), ("/?sort=hosts", ["prod", "frontend", "lab"]),
            ("/?sort=network", ["frontend", "lab", "prod"]),
        ])
    func order(address: String, expected: [String]) async throws {
        try await Fixture.use { fixture in
            let page = try await fixture.get(address)
            #expect(page.status == 200)
            let groups = page.text.matches(of: #/<th scope="row" class="name"><a href="/group/([a-z]+)"/#)
            #expect(groups.map { String($0.output.1) } == expected)
        }
    }

    @Test("names the hosts of a group that need a look first, those that are down before all")
    func worst() async throws {
        try await Fixture.use { fixture in
            let page = try await fixture.get("/")
            let row = try #require(page.text.split(separator: "\n").first { $0.contains(#"<a href="/group/prod">"#) })
            let names = row.matches(of: #/href="/host/prod/([^"]*)"/#).map { String($0.output.1) }
            #expect(names == ["web2", "db%201", "web1"])
            #expect(row.contains(#"db 1</a> 0.75"#))
        }
    }

    @Test("keeps the order and the range in its links")
    func links() async throws {
        try await Fixture.use { fixture in
            let page = try await fixture.get("/?sort=cpu&range=24h&tz=Europe/Berlin")
            #expect(page.addresses.contains("/?sort=cpu&range=7d&tz=Europe%2FBerlin"))
            #expect(page.addresses.contains("/?sort=memory&range=24h&tz=Europe%2FBerlin"))
            #expect(page.text.contains(#"aria-sort="descending"><a href="/?sort=cpu"#))
        }
    }

    @Test("of hosts that are all down tells it, and nothing of what they do")
    func down() async throws {
        let page = try await Fixture.answerWithoutHosts("/", past: true)
        #expect(page.status == 200)
        #expect(page.text.contains("1 of 2 hosts down"))
        #expect(page.text.contains("<dt>Load per core</dt><dd>– </dd>"))
    }

    @Test(
        "and the list of hosts refuse what they do not know",
        arguments: [
            ("/?sort=size", 400, "sort: expected one of state, name"),
            ("/?page=0", 400, "page: expected a number from 1"),
            ("/?page=%3Cb%3E", 400, "found &quot;&lt;b&gt;&quot;"), ("/hosts?sort=%00", 400, "sort: expected one of"),
            ("/hosts?page=99999999999999999999", 400, "page: expected a number from 1"),
            ("/hosts?state=asleep", 400, "state: expected up, down or left"),
            ("/hosts?group=nobody", 404, "there is no group nobody"),
            ("/hosts?group=a%2Fb", 400, "is no name of a group"),
            ("/hosts?q=" + String(repeating: "a", count: 201), 400, "q: expected at most 200 characters"),
        ])
    func refused(address: String, status: Int, sentence: String) async throws {
        try await Fixture.use { fixture in
            let page = try await fixture.get(address)
            #expect(page.status == status)
            #expect(page.text.lowercased().contains(sentence.lowercased()), "\(page.text)")
        }
    }
}

@Suite("The list of hosts")
struct HostsTests {
    @Test(
        "is ordered by a column, the unknown last",
        arguments: [
            ("sort=state", ["prod/web2", "prod/db%201", "prod/web1", "lab/web1", "prod/old"]),
            ("sort=load", ["prod/db%201", "prod/web1", "lab/web1", "prod/old", "prod/web2"]),
            ("sort=memory", ["lab/web1", "prod/db%201", "prod/web1", "prod/old", "prod/web2"]),
            ("sort=name", ["prod/db%201", "prod/old", "lab/web1", "prod/web1", "prod/web2"]),
            ("sort=cluster", ["lab/web1", "prod/db%201", "prod/old", "prod/web1", "prod/web2"]),
            ("q=PROD+web", ["prod/web2", "prod/web1"]), ("group=frontend", ["prod/web1"]),
            ("state=down", ["prod/web2"]), ("q=&state=&group=&page=7", ["prod/web2"]), ("q=nobody", []),
        ])
    func list(query: String, expected: [String]) async throws {
        try await Fixture.use { fixture in
            let page = try await fixture.get("/hosts?\(query)")
            #expect(page.status == 200)
            let hosts = page.text.matches(of: #/class="name"><a href="/host/((?:prod|lab)/[^"]*)"/#).map {
                String($0.output.1)
            }
            #expect(Array(hosts.prefix(max(expected.count, 1))) == expected)
        }
    }

    @Test("fills its form with what was asked, as text")
    func form() async throws {
        try await Fixture.use { fixture in
            let page = try await fixture.get("/hosts?q=%22%3E%3Cscript%3E&sort=cpu")
            #expect(page.text.contains(#"value="&quot;&gt;&lt;script&gt;""#))
            #expect(page.text.contains(#"<input type="hidden" name="sort" value="cpu">"#))
            #expect(page.text.contains("No host is like this."))
        }
    }
}

@Suite("Parts of a list")
struct PagingTests {
    @Test(
        "are as long as a page, and the last has the rest",
        arguments: [
            (0, nil, 0..<0), (3, nil, 0..<3), (10, nil, 0..<10), (11, "2", 10..<11), (25, "2", 10..<20),
            (25, "3", 20..<25), (25, "900", 20..<25), (0, "5", 0..<0), (5, "", 0..<5),
        ])
    func range(count: Int, page: String?, expected: Range<Int>) throws {
        let query = try QueryString(parsing: page.map { "page=\($0)" } ?? "")
        #expect(try Paging(query, count: count, size: 10).range == expected)
    }
}
