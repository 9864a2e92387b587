import MetricModel
import Testing
import Web

@Suite("HTML")
struct HTMLTests {
    @Test(
        "escapes what is interpolated",
        arguments: [
            ("plain", "plain"), ("", ""), ("<script>", "&lt;script&gt;"), ("a&b", "a&amp;b"),
            (#"" onload="x"#, "&quot; onload=&quot;x"),
            ("it's", "it&#39;s"), ("&amp;", "&amp;amp;"), ("größer ≥ 1", "größer ≥ 1"),
        ])
    func escapes(text: String, expected: String) {
        let piece: HTML = "<td>\(text)</td>"
        #expect(piece.text == "<td>\(expected)</td>")
    }

    @Test("takes pieces as they are, and names not")
    func pieces() {
        let cell: HTML = "<td>\(HostName(literal: "<b>"))</td>"
        let row: HTML = "<tr>\([cell, cell])\(cell)</tr>"
        #expect(row.text == "<tr>" + String(repeating: "<td>&lt;b&gt;</td>", count: 3) + "</tr>")
    }
}
