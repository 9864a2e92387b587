import Procfs
import Testing

@Suite("Fields")
struct FieldsTests {
    @Test(
        "reads decimal fractions exactly",
        arguments: [
            ("0", 0), ("0.00", 0), ("0.52", 0.52), ("12.5", 12.5), ("007.250", 7.25), ("864000.53", 864000.53),
            ("99.999999999999999999", 100), ("18446744073709551615", 18_446_744_073_709_551_616),
        ] as [(String, Double)])
    func decimal(text: String, value: Double) throws {
        #expect(try number(text) == value)
    }

    @Test(
        "refuses what is not a plain decimal fraction",
        arguments: [
            "", "-1", "+1", "nan", "inf", "1e3", "1.", ".5", "1.2.3", "0x10", "1,5", "1\u{663}",
            "18446744073709551616", "99999999999999999999.5",
        ])
    func notDecimal(text: String) {
        #expect(throws: ProcfsError.self) { try number(text) }
    }

    @Test("reads whole numbers up to 2^64 - 1", arguments: [("0", 0), ("00042", 42), ("18446744073709551615", .max)])
    func unsigned(text: String, value: UInt64) throws {
        #expect(try whole(text) == value)
    }

    @Test(
        "refuses what is not a whole number",
        arguments: ["", "-1", "+1", "1.0", "12a", "a12", "18446744073709551616", "99999999999999999999999", "\u{B2}"])
    func notUnsigned(text: String) {
        #expect(throws: ProcfsError.self) { try whole(text) }
    }

    @Test(
        "quotes what it found on one short line",
        arguments: [
            ("nan", "nan"), ("\"a\\b\"", #"\"a\\b\""#), ("\u{1}\u{7F}\u{E9}", #"\x01\x7f\xc3\xa9"#),
            (String(repeating: "x", count: 41), String(repeating: "x", count: 40) + "..."),
            (String(repeating: "x", count: 40), String(repeating: "x", count: 40)),
        ])
    func quote(text: String, quoted: String) {
        let error = #expect(throws: ProcfsError.self) { try whole(text) }
        #expect(error == .malformed(path: "test", expected: "number", found: quoted))
        #expect(error?.description == "test: expected number, found \"\(quoted)\"")
    }

    @Test("takes lines and words, however many blanks stand between")
    func words() throws {
        let words = try parse("  a \t bc\n\n d\n") { (bytes) throws(ProcfsError) in
            var fields = Fields(of: "test")
            var words: [[Int]] = []
            while try fields.nextLine(in: bytes) {
                var line: [Int] = []
                while case let word = fields.word(in: bytes), !word.isEmpty { line.append(word.lowerBound) }
                words.append(line)
            }
            return words
        }
        #expect(words == [[2, 6], [], [11]])
    }

    @Test("refuses a last line without a newline, once it is left")
    func cut() {
        #expect(throws: ProcfsError.malformed(path: "test", expected: "end of line", found: "cd")) {
            try parse("ab\ncd") { (bytes) throws(ProcfsError) in
                var fields = Fields(of: "test")
                while try fields.nextLine(in: bytes) {}
            }
        }
    }

    private func number(_ text: String) throws(ProcfsError) -> Double {
        try parse(text) { (bytes) throws(ProcfsError) in
            try Fields(of: "test").decimal(in: bytes, at: 0..<bytes.count, "number")
        }
    }

    private func whole(_ text: String) throws(ProcfsError) -> UInt64 {
        try parse(text) { (bytes) throws(ProcfsError) in
            try Fields(of: "test").unsigned(in: bytes, at: 0..<bytes.count, "number")
        }
    }
}
