import Testing
import Web

@Suite("A query")
struct QueryStringTests {
    @Test(
        "is read as forms write it",
        arguments: [
            ("", []), ("a=1", ["a=1"]), ("a", ["a="]), ("a=", ["a="]), ("=b", ["=b"]), ("a=b=c", ["a=b=c"]),
            ("&&a=1&", ["a=1"]), ("a=x+y", ["a=x y"]), ("a=x%2By", ["a=x+y"]), ("%61=%C3%BC", ["a=ü"]),
            ("a=1&a=2", ["a=1", "a=2"]), ("hreg[]=web", ["hreg[]=web"]),
        ])
    func reading(text: String, pairs: [String]) throws {
        #expect(try QueryString(parsing: text).pairs.map { "\($0.key)=\($0.value)" } == pairs)
    }

    @Test("is refused where it is broken", arguments: ["a=%", "%zz=1", "a=%ff", String(repeating: "a&", count: 101)])
    func broken(text: String) { #expect(throws: WebError.self) { try QueryString(parsing: text) } }
}
