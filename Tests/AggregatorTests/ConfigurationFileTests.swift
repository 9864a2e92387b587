import Aggregator
import ClusterState
import MetricModel
import Testing
import Transport

@Suite("The aggregator's file")
struct ConfigurationFileTests {
    static func read(_ text: String) throws -> Configuration {
        var configuration = Configuration(directory: "/data")
        try ConfigurationFile.apply(text: text, path: "plexus.yaml", to: &configuration)
        return configuration
    }

    @Test("may say everything")
    func complete() throws {
        let configuration = try Self.read(
            """
            data: /var/lib/plexus
            interval: 5
            listen: [239.2.11.71, "[ff15::2]:9000"]
            interface: eth1
            http: 0.0.0.0:80
            tz: Europe/Berlin
            http_base: /plexus
            events: { token: 0123456789abcdef }
            cluster: prod
            groups:
              web: { hosts: ["web*", db], tags: { role: web } }
              paris: { clusters: [prod-paris] }
            forget: { "batch-*": 7d, "lab/*": 12h }
            """)
        var expected = Configuration(directory: "/var/lib/plexus")
        expected.interval = 5
        expected.listen = [try Endpoint(parsing: "239.2.11.71:8649"), try Endpoint(parsing: "[ff15::2]:9000")]
        expected.interface = "eth1"
        expected.http = "0.0.0.0:80"
        expected.zone = "Europe/Berlin"
        expected.httpBase = "/plexus"
        expected.eventToken = "0123456789abcdef"
        expected.cluster = GroupName(literal: "prod")
        expected.groups = [
            GroupRule(name: GroupName(literal: "web"), hosts: ["web*", "db"], tags: ["role": "web"]),
            GroupRule(name: GroupName(literal: "paris"), clusters: [GroupName(literal: "prod-paris")]),
        ]
        expected.forget = [
            ForgetRule(pattern: "batch-*", age: 7 * 86_400), ForgetRule(pattern: "lab/*", age: 12 * 3600),
        ]
        #expect(configuration == expected)
    }

    @Test("may say nothing", arguments: ["", "# a comment\n", "---\n"])
    func empty(text: String) throws {
        #expect(try Self.read(text) == Configuration(directory: "/data"))
    }

    @Test(
        "says where it is wrong",
        arguments: [
            ("intervall: 5", #"plexus.yaml:1: unknown key "intervall" (did you mean interval?)"#),
            ("data: /x\nhtp: a", #"plexus.yaml:2: unknown key "htp" (did you mean http?)"#),
            ("events: { tokn: x }", #"plexus.yaml:1: unknown key "tokn" (did you mean token?)"#),
            (
                "events: { token: secret }",
                "plexus.yaml:1: expected a token of 16 to 200 letters, digits and signs, found another text"
            ),
            ("colour: red", #"plexus.yaml:1: unknown key "colour""#),
            (
                "forget: { a: 5m }",
                #"plexus.yaml:1: expected an age of an hour or more, like 12h, 90d, 8w or 2y, found "5m""#
            ),
            ("interval: 0", #"plexus.yaml:1: expected seconds from 1 to 300, found "0""#),
            ("interval: [1]", "plexus.yaml:1: expected seconds from 1 to 300, found a list"),
            ("cluster: a/b", #"plexus.yaml:1: expected a cluster's name, found "a/b""#),
            ("groups:\n  ..: { hosts: [a] }", #"plexus.yaml:2: expected a group's name, found "..""#),
            ("groups:\n  web: { host: [a] }", #"plexus.yaml:2: unknown key "host" (did you mean hosts?)"#),
            ("groups: web", #"plexus.yaml:1: expected groups by name, found "web""#),
            ("data: /a\ndata: /b", "plexus.yaml:1: expected each key once, found data"),
            ("just text", #"plexus.yaml:1: expected settings, found "just text""#),
        ])
    func mistakes(text: String, message: String) {
        let error = #expect(throws: ConfigurationError.self) { try Self.read(text) }
        #expect(error?.description == message)
    }

    @Test("that is no YAML names the line")
    func noYAML() {
        let error = #expect(throws: ConfigurationError.self) { try Self.read("data: /x\ngroups: {a: [") }
        #expect(error?.description.hasPrefix("plexus.yaml:") == true)
    }

    @Test("that cannot be read says so")
    func missing() {
        var configuration = Configuration(directory: "/data")
        let error = #expect(throws: ConfigurationError.self) {
            try ConfigurationFile.apply("/nonexistent/plexus.yaml", to: &configuration)
        }
        #expect(error?.description == "/nonexistent/plexus.yaml: there is no such file")
    }
}
