import MetricModel
import Testing

@Suite("A misspelt word")
struct SpellingTests {
    @Test(
        "is taken for the nearest one, if that is near",
        arguments: [
            ("colour", ["color", "label"], "color"), ("lable", ["color", "label"], "label"),
            ("interval", ["interval"], "interval"), ("htp", ["http", "data"], "http"),
            ("xyz", ["http", "data"], nil), ("a", ["b"], nil), ("", ["data"], nil), ("data", [], nil),
        ] as [(String, [String], String?)])
    func nearest(word: String, candidates: [String], expected: String?) {
        #expect(Spelling.nearest(to: word, among: candidates) == expected)
    }
}
