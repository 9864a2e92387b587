import Foundation
import Testing
import Web

@Suite("JSON")
struct JSONTests {
    @Test("keeps the order of fields")
    func order() {
        let document: JSON = ["zebra": 1, "apple": ["x", nil], "mango": ["b": "2", "a": "1"]]
        #expect(document.text == #"{"zebra":1,"apple":["x",null],"mango":{"b":"2","a":"1"}}"#)
    }

    @Test(
        "writes numbers that JSON can say, and null for others",
        arguments: [
            (0, "0"), (-0.0, "0"), (1.5, "1.5"), (1e300, "1e+300"), (8e9, "8000000000"), (.nan, "null"),
            (.infinity, "null"), (-.infinity, "null"),
        ])
    func numbers(value: Double, text: String) { #expect(JSON.number(value).text == text) }

    @Test(
        "escapes text so that any parser reads it back",
        arguments: [
            "plain", #"quote " and \ "#, "line\nbreak\r\t\u{0}\u{1F}\u{7F}", "</script>", "ü 漢 \u{2028} 😀", "",
        ])
    func strings(text: String) throws {
        let written = JSON.string(text).text
        #expect(!written.contains("<"))
        #expect(try JSONSerialization.jsonObject(with: Data("[\(written)]".utf8)) as? [String] == [text])
    }
}
