import Foundation
import Inputs
import MetricModel
import TestKit
import Testing

@Suite("Text files")
struct TextFileTests {
    private static let counter = "# TYPE jobs counter\njobs "

    @Test("that are links are not followed: who may write them might not read what they lead to")
    func link() throws {
        let bench = try Bench()
        try bench.write("secret", "x 1\n", mode: 0o600)
        try FileManager.default.createSymbolicLink(
            atPath: "\(bench.folder.path)/text/a.prom", withDestinationPath: "\(bench.folder.path)/secret")
        bench.look()
        #expect(bench.told == ["text:a: is a symbolic link"])
        #expect(bench.values.isEmpty)
    }

    @Test("that are too long or no files say so once")
    func refused() throws {
        let bench = try Bench { $0.bytes = 100 }
        try bench.write("text/long.prom", String(repeating: "x 1\n", count: 30))
        try FileManager.default.createDirectory(
            atPath: "\(bench.folder.path)/text/folder.prom", withIntermediateDirectories: true)
        for _ in 0..<3 { bench.look(after: 15) }
        #expect(
            bench.told.sorted() == ["text:folder: is no regular file", "text:long: holds 120 bytes, more than 100"])
        try bench.write("text/long.prom", "x 1\n")
        bench.look(after: 15)
        #expect(bench.told == ["text:long: all right again"])
        #expect(bench.values == ["x": [1]])
    }

    @Test("that are cut short give no half a number")
    func cut() throws {
        let bench = try Bench()
        try bench.write("text/a.prom", "x 1\ny 12")
        bench.look()
        #expect(bench.values == ["x": [1]])
        #expect(bench.state("text:a", "refused") == 1)
    }

    @Test("date their counters by when they were written, not by when they were read")
    func moment() throws {
        let bench = try Bench()
        try bench.write("text/a.prom", Self.counter + "100\n")
        bench.age("text/a.prom", 0)
        bench.look(after: 14)
        bench.look(after: 15)
        try bench.write("text/a.prom", Self.counter + "400\n")
        bench.age("text/a.prom", -1)
        bench.look(after: 15)
        #expect(bench.values == ["jobs": [10]])
        // One of yesterday that is moved there counts from when it was seen.
        try bench.write("text/a.prom", Self.counter + "690\n")
        bench.age("text/a.prom", 86_400)
        bench.look(after: 15)
        #expect(bench.values == ["jobs": [10]])
    }

    @Test("that are written no more have their rates forgotten, not their gauges")
    func stale() throws {
        let bench = try Bench()
        try bench.write("text/a.prom", Self.counter + "100\nroom 21\n")
        bench.look()
        try bench.write("text/a.prom", Self.counter + "400\nroom 22\n")
        bench.look(after: 15)
        #expect(bench.values == ["jobs": [20], "room": [22]])
        bench.look(after: 60)
        #expect(bench.values == ["jobs": [20], "room": [22]])
        bench.look(after: 1)
        #expect(bench.values["jobs"]?[0].isNaN == true)
        #expect(bench.values["room"] == [22])
    }

    @Test("may make of a gauge a counter: the values get another meaning, and no rate is made of both")
    func kind() throws {
        let bench = try Bench()
        try bench.write("text/a.prom", "jobs 5\n")
        bench.look()
        try bench.write("text/a.prom", Self.counter + "100\n")
        bench.look(after: 15)
        #expect(bench.values.count == 1)
        #expect(bench.values["jobs"]?[0].isNaN == true)
        try bench.write("text/a.prom", Self.counter + "130\n")
        bench.look(after: 15)
        #expect(bench.values == ["jobs": [2]])
        #expect(bench.inputs.definitions.map(\.fields[0].kind) == [.gauge, .rate])
    }

    @Test("whose counters fall give no rate")
    func reset() throws {
        let bench = try Bench()
        for (value, rate) in [(100, nil), (130, 2), (10, nil), (25, 1)] as [(Int, Double?)] {
            try bench.write("text/a.prom", Self.counter + "\(value)\n")
            bench.look(after: 15)
            #expect(bench.values["jobs"].map { $0[0].isNaN ? nil : $0[0] } == .some(rate))
        }
    }

    @Test("do not tell what another tells already, nor anything twice")
    func twice() throws {
        let bench = try Bench()
        try bench.write("text/a.prom", "x 1\n")
        try bench.write("text/b.prom", "x 2\nX 3\ny 4\ny 5\n")
        bench.look()
        #expect(bench.values == ["x": [1], "y": [4]])
        #expect(bench.state("text:b", "refused") == 3)
        #expect(
            bench.told == [
                "text:b: 3 values left out: told twice or by another, too many, or with names that cannot be sent"
            ])
        try bench.remove("text/a.prom")
        bench.look(after: 15)
        try bench.write("text/b.prom", "x 20\n")
        bench.look(after: 15)
        #expect(bench.values == ["x": [20]])
    }

    @Test("are read one after another where all at once would take long")
    func budget() throws {
        let bench = try Bench { $0.bytes = 100 }
        let remarks = String(repeating: "#\n", count: 40)
        for name in ["a", "b", "c"] { try bench.write("text/\(name).prom", "\(name) 1\n\(remarks)") }
        bench.look()
        #expect(bench.values.keys.sorted() == ["a"])
        bench.look()
        #expect(bench.values.keys.sorted() == ["a", "b"])
        bench.look()
        #expect(bench.values.keys.sorted() == ["a", "b", "c"])
        #expect(bench.inputs.isIdle(at: bench.now))
    }

    @Test(
        "have their metrics' names become subjects",
        arguments: [
            ("Jobs:Waiting", "jobs_waiting"), ("cpu", "ext_cpu"), ("link", "ext_link"), ("foreign", "ext_foreign"),
            ("a_name_of_thirty_two_bytes_length", "a_name_of_thirty_two_by_349865c3"),
            ("a_name_of_thirty_two_bytes_lengt", "a_name_of_thirty_two_bytes_lengt"),
        ])
    func names(name: String, subject: String) throws {
        let bench = try Bench()
        try bench.write("text/a.prom", "\(name) 1\n")
        bench.look()
        #expect(bench.values == [subject: [1]])
    }

    @Test("have their labels become instances, long ones cut between letters and told apart")
    func labels() throws {
        let bench = try Bench()
        let long = String(repeating: "é", count: 120)
        try bench.write(
            "text/a.prom",
            "x{a=\"1\",b=\"/var\"} 1\nx{a=\"\(long)1\"} 2\nx{a=\"\(long)2\"} 3\nx{a=\"\\n\"} 4\nx{} 5\n")
        bench.look()
        let names = bench.values.keys.sorted()
        #expect(names.count == 4)
        #expect(names.first == "x")
        #expect(bench.values["x@a=1,b=/var"] == [1])
        #expect(names.allSatisfy { $0.utf8.count <= 182 })
        #expect(bench.state("text:a", "refused") == 1)
    }

    @Test(
        "have units guessed from names",
        arguments: [
            ("a_bytes 1", "bytes"), ("# TYPE a_bytes_total counter\na_bytes_total 1", "bytes/s"),
            ("# TYPE a_seconds_total counter\na_seconds_total 1", ""), ("# TYPE a_total counter\na_total 1", "1/s"),
            ("# TYPE a_seconds histogram\na_seconds_sum 1", ""), ("# TYPE a_bytes summary\na_bytes_sum 1", "bytes/s"),
            ("# TYPE a_seconds histogram\na_seconds_count 1", "1/s"), ("a_celsius 1", "°C"), ("a_ratio 1", ""),
            ("a_percent 1", "%"),
        ])
    func units(text: String, unit: String) throws {
        let bench = try Bench()
        try bench.write("text/a.prom", text + "\n")
        bench.look()
        #expect(bench.inputs.definitions.map(\.fields[0].unit.symbol) == [unit])
    }

    @Test(
        "have HELP's first sentence as their summary",
        arguments: [
            ("Jobs, e.g. mails. More here.", "Jobs, e.g. mails, from text a."), ("Jobs", "Jobs, from text a."),
            ("Jobs of 1.5 s. Which?", "Jobs of 1.5 s, from text a."), ("", "From text a."),
            (String(repeating: "é", count: 150), String(repeating: "é", count: 100) + ", from text a."),
        ])
    func summary(help: String, summary: String) throws {
        let bench = try Bench()
        try bench.write("text/a.prom", "# HELP x \(help)\nx 1\n")
        bench.look()
        #expect(bench.inputs.definitions.map(\.fields[0].summary) == [summary])
    }

    @Test("beyond those that are looked after are left out, and that is told once")
    func many() throws {
        let bench = try Bench { $0.inputs = 2 }
        for name in ["a", "b", "c"] { try bench.write("text/\(name).prom", "\(name) 1\n") }
        bench.look()
        bench.look(after: 15)
        #expect(bench.values.keys.sorted() == ["a", "b"])
        #expect(
            bench.told == ["\(bench.folder.path)/text: holds more inputs than are looked after: all but 2 are left out"]
        )
    }
}
