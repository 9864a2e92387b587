import MetricModel
import Testing

@Suite("Names")
struct NameTests {
    @Test(
        "that could leave a folder, hide in it or break a line are refused",
        arguments: [
            "", ".", "..", "../etc", ".hidden", "a\u{0}b", "a\nb", "a\rb", "a\tb", "\u{1B}[31mred", "a\u{7F}b",
            "a\u{85}b",
            // Line separator, right-to-left override, isolate, Arabic letter mark, zero width space, byte order mark, tag.
            "a\u{2028}b", "web\u{202E}1", "web\u{2066}1", "web\u{61C}1", "web\u{200B}1", "\u{FEFF}web", "web\u{E0041}",
        ])
    func refused(text: String) {
        #expect(HostName(text) == nil)
        #expect(GroupName(text) == nil)
        #expect(InstanceName(text) == nil)
        #expect(SubjectName(text) == nil)
        #expect(FieldName(text) == nil)
    }

    @Test(
        "may be any other text",
        arguments: [
            "web1", "web1.example.org", "ウェブ群", "a b", "a..b", "-", "%41", "é", "e\u{301}", "🐧", "می\u{200C}خواهم",
        ])
    func allowed(text: String) throws {
        #expect(try #require(HostName(text)).text == text)
        #expect(try #require(GroupName(text)).description == text)
        #expect(InstanceName(text)?.text == text)
    }

    @Test("hold a slash only if they are an instance's", arguments: ["a/b", "/", "/var/lib", "a/../b"])
    func slashes(text: String) {
        #expect(HostName(text) == nil)
        #expect(GroupName(text) == nil)
        #expect(InstanceName(text)?.text == text)
    }

    @Test(
        "are measured in bytes of UTF-8",
        arguments: [
            (String(repeating: "a", count: 180), true), (String(repeating: "a", count: 181), false),
            (String(repeating: "ェ", count: 60), true), (String(repeating: "ェ", count: 60) + "a", false),
        ])
    func lengths(text: String, fits: Bool) {
        #expect((HostName(text) != nil) == fits)
        #expect((GroupName(text) != nil) == fits)
        #expect((InstanceName(text) != nil) == fits)
    }

    @Test(
        "of fields have at most 15 and of subjects at most 32 of [a-z0-9_]",
        arguments: [
            ("a", true, true), ("read_bytes", true, true), ("0", true, true), ("_", true, true),
            ("abcdefghijklmno", true, true), ("abcdefghijklmnop", false, true),
            ("abcdefghijklmnopabcdefghijklmnop", false, true), ("abcdefghijklmnopabcdefghijklmnopq", false, false),
            ("Read", false, false), ("a-b", false, false), ("a.b", false, false), ("ä", false, false),
            ("a b", false, false), ("a@b", false, false), ("a/b", false, false), ("٣", false, false),
        ])
    func identifiers(text: String, isField: Bool, isSubject: Bool) {
        #expect((FieldName(text) != nil) == isField)
        #expect((SubjectName(text) != nil) == isSubject)
    }

    @Test(
        "in bytes have to be UTF-8",
        arguments: [
            (Array("web1".utf8), true), (Array("ウェブ群".utf8), true), ([], false), ([0xFF], false),
            ([0x77, 0xC3], false),
            ([0xED, 0xA0, 0x80], false), ([0xC0, 0xAF], false), ([0x61, 0x00], false),
        ] as [([UInt8], Bool)])
    func bytes(bytes: [UInt8], isValid: Bool) {
        #expect((HostName(utf8: bytes) != nil) == isValid)
        #expect((InstanceName(utf8: bytes) != nil) == isValid)
    }

    @Test("that are too long are refused before they are decoded")
    func longBytes() {
        #expect(HostName(utf8: repeatElement(0x61, count: 180)) != nil)
        #expect(HostName(utf8: repeatElement(0x61, count: 181)) == nil)
    }
}
