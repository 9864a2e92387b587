import Graphs
import Testing

@Suite("A pattern of names")
struct NamePatternTests {
    @Test(
        "as a glob fits a whole name",
        arguments: [
            ("web*", "web12", true), ("web*", "aweb12", false), ("web?", "web1", true), ("web?", "web12", false),
            ("web[1-3]", "web2", true), ("web[1-3]", "web4", false), ("web[!1-3]", "web4", true),
            ("{db,web}*.{eu,us}", "db7.us", true), ("{db,web}*.{eu,us}", "mail7.us", false), ("", "", true),
            ("*", "", true), ("a**b", "ab", true), ("\\*", "*", true), ("\\*", "x", false), ("[]]", "]", true),
            ("{,x}y", "y", true), ("{a{b,c},d}", "ac", true), ("web.1", "webx1", false), ("ウェブ?", "ウェブ群", true),
            ("[a-c]*[x-z]", "b--y", true), ("WEB*", "web1", false), ("[-a]", "-", true),
        ])
    func globs(glob: String, name: String, fits: Bool) throws {
        #expect(try NamePattern(glob: glob).matches(name) == fits)
    }

    @Test(
        "as a regular expression fits a part of a name, in capitals too",
        arguments: [
            ("web", "aweb12", true), ("^web\\d+$", "web12", true), ("^web\\d+$", "web12x", false), ("WEB", "web", true),
            ("(db|web)[0-9]{2}", "web07", true), ("(db|web)[0-9]{2}", "web7", false), ("a.c", "abc", true),
            ("a\\.c", "abc", false), ("^(?:a|ab)c", "abc", true), ("x*", "", true), ("^$", "a", false),
            ("^a+?$", "aaa", true),
            ("^[^a-c]$", "D", true), ("^[^a-c]$", "B", false), ("^a{2,3}$", "aaaa", false), ("^a{2,}$", "aaaa", true),
            ("a{", "a{", true), ("\\w+_\\d", "load_1", true), ("[\\d_]+$", "x_1", true), ("", "anything", true),
        ])
    func expressions(expression: String, name: String, fits: Bool) throws {
        #expect(try NamePattern(regex: expression).matches(name) == fits)
    }

    @Test(
        "that explodes elsewhere takes no time",
        arguments: ["^(a+)+$", "^(a*)*b", "(a|aa)+$", "^(a?){25}a{25}$", "(x+x+)+y"])
    func explosions(expression: String) throws {
        let pattern = try NamePattern(regex: expression)
        let clock = ContinuousClock()
        let name = String(repeating: "a", count: 180) + "!"
        // Elsewhere, this takes longer than the universe has had.
        let time = clock.measure { _ = pattern.matches(name) }
        #expect(time < .seconds(2))
    }

    @Test(
        "that makes no sense is refused with the place",
        arguments: [
            ("web[1-", "column 7: expected \"]\", found the end"),
            ("{a,b", "column 5: expected \"}\", found the end"),
            ("[c-a]", "column 5: expected a range that goes up, as [a-c], found \"]\""),
            ("a\\", "column 3: expected a character after \\, found the end"),
            (String(repeating: "{", count: 30), "column 22: expected at most 20 levels, found \"{\""),
            (String(repeating: "a", count: 201), "column 1: expected at most 200 bytes, found \"201 bytes\""),
        ])
    func badGlobs(glob: String, message: String) {
        let error = #expect(throws: NamePatternError.self) { try NamePattern(glob: glob) }
        #expect(error?.description.hasSuffix(message) == true, "\(error?.description ?? "")")
    }

    @Test(
        "that is more than can be compared in bounded time is refused",
        arguments: [
            ("(a", "expected \")\", found the end"), ("a)", "expected a group's beginning before its end, found \")\""),
            ("*a", "expected a character before the repetition, found \"*\""),
            ("(?=a)", "expected no looking around and no options in a group, found \"=\""),
            ("(a)\\1", "expected \\d, \\w, \\s or a sign after \\, found \"1\""),
            ("a{99}", "expected 0 to 50 times, found \"{\""),
            ("((a{50}){50}){50}", "expected fewer repetitions, found \"too many\""),
        ])
    func badExpressions(expression: String, message: String) {
        let error = #expect(throws: NamePatternError.self) { try NamePattern(regex: expression) }
        #expect(error?.description.hasSuffix(message) == true, "\(error?.description ?? "")")
    }
}
