import Collectors
import Foundation
import Inputs
import MetricModel
import TestKit
import Testing

@Suite("Inputs from outside", .serialized)
struct InputsTests {
    @Test("a text file becomes definitions and values, and rates of what only grows")
    func text() throws {
        let bench = try Bench()
        let head = "# HELP raid_errors Errors of the array.\n# TYPE raid_errors counter\n"
        try bench.write("text/raid.prom", head + "raid_errors{disk=\"sda\"} 10\nroom_celsius 21.5\ncpu 3\n")
        bench.look()
        #expect(bench.values["room_celsius"] == [21.5])
        #expect(bench.values["ext_cpu"] == [3])
        #expect(bench.values["raid_errors@disk=sda"]?.first?.isNaN == true)
        let definition = try #require(bench.inputs.definitions.first { $0.subject.text == "raid_errors" })
        #expect(definition.fields[0].summary == "Errors of the array, from text raid.")
        #expect(definition.fields[0].kind == .rate)
        #expect(definition.fields[0].unit == .perSecond)
        #expect(definition.hasInstances)
        try bench.write("text/raid.prom", head + "raid_errors{disk=\"sda\"} 40\nroom_celsius 22.25\n")
        bench.look(after: 15)
        #expect(bench.values["raid_errors@disk=sda"] == [2])
        #expect(bench.values["room_celsius"] == [22.25])
        // What is told no more is gone; what it means stays, since others may have been told.
        #expect(bench.values["ext_cpu"] == nil)
        #expect(bench.inputs.definitions.count == 3)
        #expect(bench.state("text:raid", "answered") == 1)
        #expect(bench.state("text:raid", "values") == 2)
        #expect(bench.told == [])
        try bench.remove("text/raid.prom")
        bench.look(after: 15)
        #expect(bench.values.isEmpty)
    }

    @Test("a script's answer is taken when it has ended")
    func script() throws {
        let bench = try Bench()
        try bench.write("scripts/jobs.15s", "#!/bin/sh\necho 'queue_jobs{queue=\"high\"} 7'\n")
        bench.look()
        try bench.settle()
        #expect(bench.values == ["queue_jobs@queue=high": [7]])
        #expect(bench.state("script:jobs", "answered") == 1)
        #expect(bench.state("script:jobs", "status") == 0)
        #expect(bench.inputs.definitions.first?.pace == 15)
    }

    @Test("a plug-in's state, words and figures are told, whatever its state")
    func plugin() throws {
        let bench = try Bench()
        try bench.write(
            "plugins/check_queue", "#!/bin/sh\necho 'CRITICAL - 90 jobs | jobs=90;50;80;0 time=250ms'\nexit 2\n")
        bench.look()
        try bench.settle()
        #expect(bench.state("plugin:check_queue", "status") == 2)
        #expect(bench.state("plugin:check_queue", "answered") == 1)
        #expect(bench.values["check_queue@jobs"]?[...3] == [90, 50, 80, 0])
        #expect(bench.values["check_queue_s@time"]?.first == 0.25)
        var report = Report()
        bench.inputs.reportStates(at: bench.now, into: &report)
        #expect(report.texts.map(\.text) == ["CRITICAL - 90 jobs"])
    }

    @Test("one that hangs is ended at its limit with all that it started, and the others go on")
    func hanging() throws {
        let bench = try Bench { ($0.patience, $0.grace) = (3, 1) }
        try bench.write("scripts/hang", "#!/bin/sh\ntrap '' TERM\nsleep 1000 &\nwhile :; do sleep 1000; done\n")
        try bench.write("scripts/well", "#!/bin/sh\necho 'well 1'\n")
        bench.look()
        while bench.values["well"] == nil {
            bench.look(after: 0)
            usleep(2000)
        }
        #expect(bench.values == ["well": [1]])
        bench.look(after: 3)
        #expect(bench.told == [])
        // It minds no signal but the one that it cannot.
        bench.look(after: 1)
        try bench.settle()
        #expect(bench.told == ["script:hang: did not end within 3 s"])
        #expect(bench.state("script:hang", "answered") == 0)
        #expect(bench.values == ["well": [1]])
    }

    @Test(
        "what it cannot use costs nothing but its own values",
        arguments: [
            ("#!/bin/sh\nhead -c 700000 /dev/zero\n", "printed more than 524288 bytes"),
            ("#!/bin/sh\nkill -9 $$\n", "was ended by signal 9"),
            ("#!/bin/sh\nyes\n", "printed more than 524288 bytes"),
            ("#!/bin/sh\nhead -c 10000000 /dev/zero\n", "printed more than 524288 bytes"),
            ("#!/bin/sh\necho 'x 1'\nexit 3\n", "exited with status 3"),
            (
                "#!/bin/sh\nprintf 'one\\nno such\\033 disk\\n\\n' >&2\nexit 1\n",
                #"exited with status 1: "no such\u{1B} disk""#
            ),
            (
                "#!/bin/sh\nprintf 'x 1'\n",
                #"1 lines left out, the first: line 1: expected an end of the line, found "1""#
            ),
            ("#!/nowhere/sh\n", #"exited with status 127: "No such file or directory""#),
            ("#!/bin/sh\necho 'not a metric'\n", #"1 lines left out, the first: line 1: expected a number, found "a""#),
            ("no program\n", #"exited with status 126: "Exec format error""#),
        ])
    func broken(script: String, message: String) throws {
        let bench = try Bench()
        try bench.write("scripts/broken", script)
        bench.look()
        // What prints too much is asked to end in one look and ended in the next.
        try bench.settle()
        #expect(bench.told == ["script:broken: \(message)"])
        #expect(bench.values.isEmpty)
    }

    @Test("an answer of half a megabyte is taken at once, and one that grows old is told no more")
    func large() throws {
        let bench = try Bench()
        try bench.write(
            "scripts/large",
            "#!/bin/sh\nawk 'BEGIN { for (i = 0; i < 4000; i++) print \"# \" 1e99 \"x\" i; print \"y 1\" }'\n")
        bench.look()
        try bench.settle()
        #expect(bench.values == ["y": [1]])
        try bench.write("scripts/large", "#!/bin/sh\nexit 1\n")
        bench.look(after: 60)
        try bench.settle()
        #expect(bench.values == ["y": [1]])
        bench.look(after: 60)
        try bench.settle()
        bench.look(after: 11)
        #expect(bench.values.isEmpty)
        #expect(bench.state("script:large", "age") == 131)
    }

    @Test("one that leaves a child behind with its pipe open has answered")
    func orphan() throws {
        let bench = try Bench()
        try bench.write("scripts/orphan", "#!/bin/sh\necho 'orphan 1'\nsleep 5 &\n")
        bench.look()
        try bench.settle()
        #expect(bench.values == ["orphan": [1]])
    }

    @Test("nobody runs what others could have written, nor what is no program")
    func objections() throws {
        let bench = try Bench()
        try bench.write("scripts/open", "#!/bin/sh\necho 'x 1'\n", mode: 0o757)
        try bench.write("scripts/plain", "#!/bin/sh\necho 'x 1'\n", mode: 0o644)
        try bench.write("scripts/.hidden", "#!/bin/sh\necho 'x 1'\n")
        try bench.write("scripts/saved~", "#!/bin/sh\necho 'x 1'\n")
        try FileManager.default.createDirectory(
            atPath: "\(bench.folder.path)/scripts/folder", withIntermediateDirectories: true)
        #expect(mkfifo("\(bench.folder.path)/text/pipe.prom", 0o600) == 0)
        bench.look()
        bench.look(after: 60)
        #expect(
            bench.told.sorted() == [
                "script:folder: is not run: it is no regular file",
                "script:open: is not run: it can be written by others than its owner",
                "script:plain: is not run: it is not executable",
                "text:pipe: is no regular file",
            ])
        #expect(bench.values.isEmpty)
        #expect(bench.state("script:open", "answered") == 0)
    }

    @Test("there is an end to inputs, to values and to what runs at once")
    func limits() throws {
        let bench = try Bench { ($0.inputs, $0.values, $0.allValues, $0.atOnce) = (3, 2, 5, 1) }
        for name in ["a", "b", "c", "d"] {
            try bench.write("text/\(name).prom", "\(name)1 1\n\(name)2 2\n\(name)3 3\n")
        }
        bench.look()
        #expect(bench.values.keys.sorted() == ["a1", "a2", "b1", "b2", "c1"])
        #expect(bench.state("text:c", "refused") == 2)
        #expect(bench.told.count == 4)
    }
}
