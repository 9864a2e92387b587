import Testing

@testable import Graphs

@Suite("A date and a time at the beginning of a text")
struct ISOTimeTests {
    @Test(
        "reads as far as they go",
        arguments: [
            ("2026-11-22 10:00", 0, nil, ""),
            ("2026-11-22t10:00:07", 7, nil, ""),
            ("2026-11-22T10:00:07.123456789Z", 7, 0, ""),
            ("2026-11-22T10:00:07.1234567890", 7, nil, "0"),
            ("2026-11-22T10:00:07.Z", 7, nil, ".Z"),
            ("2026-11-22T10:00:7", 0, nil, ":7"),
            ("2026-11-22T10:00z", 0, 0, ""),
            ("2026-11-22T10:00+01", 0, 3600, ""),
            ("2026-11-22T10:00+0130", 0, 5400, ""),
            ("2026-11-22T10:00-01:30", 0, -5400, ""),
            ("2026-11-22T10:00+01:3", 0, 3600, ":3"),
            ("2026-11-22T10:00+01:30x", 0, 3600, ":30x"),
            ("2026-11-22T10:00+0130x", 0, nil, "+0130x"),
            ("2026-11-22 10:00-1d", 0, nil, "-1d"),
            ("2026-11-22 10:00-10d", 0, nil, "-10d"),
            ("2026-11-22 10:00-10 d", 0, -36_000, " d"),
        ] as [(String, Int, Int?, String)])
    func reads(text: String, second: Int, offset: Int?, rest: String) throws {
        let time = try #require(ISOTime(beginning: text[...]))
        #expect(time.time.second == second)
        #expect(time.offset == offset)
        #expect(time.rest == rest)
    }

    @Test(
        "is none elsewhere",
        arguments: [
            "", "2026-11-22", "2026-11-22x10:00", "2026-11-22 1:00", "2026-11-31 10:00", "1969-12-31 10:00",
            "2026-11-22 24:00",
            "2026-11-22 10:60", "2026-11-22 10:00:60", "2026-11-22 10:00+19:00", "2026-11-22 10:00+01:60",
            "２026-11-22 10:00",
        ])
    func none(text: String) { #expect(ISOTime(beginning: text[...]) == nil) }
}
