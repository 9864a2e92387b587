import ClusterState
import MetricModel
import Testing

@Suite("A rule for a group")
struct GroupRuleTests {
    @Test(
        "fits host names by pattern",
        arguments: [
            ("web1", "web1", true), ("web1", "web", false), ("web", "web1", false), ("web1", "", false),
            ("web1", "*", true), ("web1", "web*", true), ("web", "web*", true), ("web1", "*1", true),
            ("web1", "w*1", true), ("web1", "w*2", false), ("web12", "web?", false), ("web1", "web?", true),
            ("web", "web?", false), ("web1.paris", "*.paris", true), ("web1.paris.x", "*.paris", false),
            ("aXbXc", "a*X*c", true), ("mississippi", "m*iss*ip*i", true), ("mississippi", "m*iss*is*ip", false),
            ("abab", "*ab", true), ("web1", "***", true), ("web1", "web1*?", false), ("WEB1", "web1", false),
            ("a*b", "a*b", true), ("[web]", "[web]", true), ("wéb", "w?b", true), ("網1", "?1", true),
        ])
    func globs(text: String, pattern: String, fits: Bool) {
        #expect(GroupRule.matches(text, pattern: pattern) == fits, "\(pattern) on \(text)")
    }

    @Test("takes its time but ends on a pattern made to be slow")
    func slowPattern() {
        let text = String(repeating: "a", count: 180)
        let pattern = String(repeating: "*a", count: 90) + "b"
        #expect(!GroupRule.matches(text, pattern: pattern))
    }

    @Test(
        "takes a host in by any of its criteria",
        arguments: [
            (GroupRule(name: "g"), false),
            (GroupRule(name: "g", hosts: ["db*", "web*"]), true),
            (GroupRule(name: "g", hosts: ["db*"]), false),
            (GroupRule(name: "g", clusters: ["test", "prod"]), true),
            (GroupRule(name: "g", clusters: ["test"]), false),
            (GroupRule(name: "g", tags: ["rack": "7"]), true),
            (GroupRule(name: "g", tags: ["rack": "8"]), false),
            (GroupRule(name: "g", tags: ["room": "7"]), false),
            (GroupRule(name: "g", hosts: ["db*"], clusters: ["test"], tags: ["rack": "7"]), true),
        ])
    func criteria(rule: GroupRule, includes: Bool) {
        let host = HostKey(cluster: "prod", name: "web1")
        #expect(rule.includes(host, tags: ["rack": "7", "role": "web"]) == includes)
    }
}
