import Testing

@testable import Graphs

@Suite("The width of text")
struct DisplayWidthTests {
    @Test(
        "is counted in cells",
        arguments: [
            ("", 0), ("web1", 4), ("ウェブ群", 8), ("한국", 4), ("é", 1), ("e\u{301}", 1), ("🚀", 2), ("–…µ", 3), ("ﾊﾛｰ", 3),
            ("a\u{200B}b", 2),
        ])
    func cells(text: String, cells: Int) { #expect(DisplayWidth.cells(text) == cells) }

    @Test(
        "bounds it",
        arguments: [
            ("ウェブ群", 8, "ウェブ群"), ("ウェブ群", 7, "ウ…群"), ("abcdef", 5, "ab…ef"), ("abc", 1, "a"), ("群", 1, ""),
            ("abc", 0, ""),
        ])
    func shorten(text: String, limit: Int, result: String) {
        #expect(TextLimit.shorten(text, to: limit) == result)
        #expect(DisplayWidth.cells(TextLimit.shorten(text, to: limit)) <= limit)
    }
}
