import Foundation
import Inputs
import MetricModel
import TestKit
import Testing

@Suite("Programs that answer", .serialized)
struct ProgramTests {
    /// Writes its id where a test finds it.
    private static let tellID = #"echo $$ > "$(dirname "$0")/../id""# + "\n"

    private static func isAlive(_ process: String) -> Bool {
        guard let facts = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
            let state = facts.split(separator: ")").last?.split(separator: " ").first
        else { return false }
        return state != "Z" && state != "X"
    }

    /// Whether there is such a process, if only a dead one whose parent has not minded it.
    private static func exists(_ process: String) -> Bool {
        FileManager.default.fileExists(atPath: "/proc/\(process)")
    }

    private static func links(of process: String) -> [String: String] {
        let folder = "/proc/\(process)/fd"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return Dictionary(
            uniqueKeysWithValues: names.compactMap { name in
                (try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\(name)")).map { (name, $0) }
            })
    }

    /// This process's descriptors of a pipe.
    private static func ends(of pipe: String?) -> [CInt] {
        links(of: "self").filter { $0.value == pipe }.compactMap { CInt($0.key) }
    }

    private static func nice(_ process: pid_t) -> CInt {
        getpriority(__priority_which_t(PRIO_PROCESS.rawValue), id_t(process))
    }

    /// Whether the shell has become the program; in between, the kernel shows no environment.
    private static func isSleeping(_ process: String) -> Bool {
        (try? String(contentsOfFile: "/proc/\(process)/comm", encoding: .utf8)) == "sleep\n"
            && !((try? Data(contentsOf: URL(filePath: "/proc/\(process)/environ"))) ?? Data()).isEmpty
    }

    @Test("get three descriptors, no signal of the agent's, and pipes that their reader never waits for")
    func surroundings() throws {
        let bench = try Bench { $0.patience = 2 }
        try bench.write("scripts/still", "#!/bin/sh\n\(Self.tellID)exec sleep 1000\n")
        bench.look()
        bench.look { bench.text("id").map { Self.links(of: $0).count == 3 && Self.isSleeping($0) } ?? false }
        let id = try #require(bench.text("id"))
        let links = Self.links(of: id)
        #expect(links.keys.sorted() == ["0", "1", "2"])
        #expect(links["0"] == "/dev/null")
        for pipe in [links["1"], links["2"]] {
            let ends = Self.ends(of: pipe)
            #expect(ends.count == 1)
            #expect(ends.allSatisfy { fcntl($0, F_GETFL) & O_NONBLOCK != 0 })
            #expect(ends.allSatisfy { fcntl($0, F_GETFD) & FD_CLOEXEC != 0 })
        }
        let status = try String(contentsOfFile: "/proc/\(id)/status", encoding: .utf8).split(separator: "\n")
        #expect(status.contains("SigBlk:\t0000000000000000"))
        #expect(status.contains("SigCgt:\t0000000000000000"))
        let ignored = status.first { $0.hasPrefix("SigIgn:\t") }.flatMap { UInt64($0.dropFirst(8), radix: 16) }
        // Signals 32 and 33 are the C library's own, which leaves them as it was started.
        #expect(ignored.map { $0 & ~(3 << 31) } == 0)
        let environment = try Data(contentsOf: URL(filePath: "/proc/\(id)/environ")).split(separator: 0)
        #expect(environment.count { $0.starts(with: Data("PATH=".utf8)) || $0 == Data("LANG=C".utf8) } == 2)
        #expect(!environment.contains { $0.starts(with: Data("HOME=".utf8)) })
        let process = try #require(pid_t(id))
        #expect(getpgid(process) == process)
        #expect(Self.nice(process) == min(19, Self.nice(0) + 5))
        bench.look(after: 2)
        bench.look(after: 1)
        try bench.settle()
        #expect(!Self.exists(id))
        #expect(Self.ends(of: links["1"]).isEmpty)
        #expect(Self.ends(of: links["2"]).isEmpty)
    }

    @Test(
        "take with them what they have started, however they end",
        arguments: ["exit 0", "exit 1", "kill -9 $$", "sleep 1000", "yes"])
    func group(end: String) throws {
        let bench = try Bench { $0.patience = 2 }
        try bench.write(
            "scripts/parent",
            "#!/bin/sh\n(trap '' TERM; exec sleep 1000) &\necho $! > \"$(dirname \"$0\")/../id\"\n\(end)\n")
        bench.look()
        bench.look { bench.text("id") != nil }
        let id = try #require(bench.text("id"))
        bench.look(after: 2)
        bench.look(after: 1)
        try bench.settle()
        bench.look { !Self.isAlive(id) }
    }

    @Test("end, and are minded, when nobody looks after them any more")
    func abandoned() throws {
        var bench: Bench? = try Bench()
        try bench?.write("scripts/still", "#!/bin/sh\n\(Self.tellID)exec sleep 1000\n")
        bench?.look()
        bench?.look { bench?.text("id") != nil }
        let id = try #require(bench?.text("id"))
        #expect(Self.isAlive(id))
        bench = nil
        for _ in 0..<2000 where Self.exists(id) { usleep(5000) }
        #expect(!Self.exists(id))
    }

    @Test("may print to standard error what they like")
    func chatter() throws {
        let bench = try Bench()
        try bench.write("scripts/chatter", "#!/bin/sh\nhead -c 3000000 /dev/zero >&2\necho 'x 1'\n")
        bench.look()
        try bench.settle()
        #expect(bench.values == ["x": [1]])
        #expect(bench.told.isEmpty)
    }

    @Test("that print garbage give no values, and are complained of once, until all is right again")
    func garbage() throws {
        let bench = try Bench()
        try bench.write("scripts/noise", "#!/bin/sh\nhead -c 300000 /dev/urandom\n")
        for _ in 0..<3 {
            bench.look(after: 60)
            try bench.settle()
        }
        #expect(bench.values.isEmpty)
        #expect(bench.state("script:noise", "refused") ?? 0 > 100)
        let told = bench.told
        #expect(told.count == 1)
        #expect(told.first?.hasPrefix("script:noise: ") == true)
        try bench.write("scripts/noise", "#!/bin/sh\necho 'x 1'\n")
        bench.look(after: 60)
        try bench.settle()
        #expect(bench.told == ["script:noise: all right again"])
    }

    @Test("run four at once, and all of them come to run")
    func many() throws {
        let bench = try Bench()
        for number in 0..<40 {
            try bench.write(
                "scripts/s\(number)",
                """
                #!/bin/sh
                cd "$(dirname "$0")/.."
                : > running.$$
                set -- running.*
                echo "at_once{number=\\"\(number)\\"} $#"
                rm running.$$

                """)
        }
        bench.look()
        try bench.settle()
        #expect(bench.values.count == 40)
        #expect(bench.values.values.allSatisfy { (1...4).contains($0[0]) })
    }

    @Test("that take long do not keep others from running")
    func fairness() throws {
        let bench = try Bench { ($0.patience, $0.grace, $0.atOnce) = (1, 1, 1) }
        try bench.write("scripts/a.1s", "#!/bin/sh\nexec sleep 1000\n")
        try bench.write("scripts/b.1s", "#!/bin/sh\nexec sleep 1000\n")
        try bench.write("plugins/c", "#!/bin/sh\nsleep 0.1\necho OK\n")
        // By the order in which they lie there it would never be its turn.
        for _ in 0..<2000 where bench.state("plugin:c", "answered") == nil {
            bench.look(after: 1)
            usleep(2000)
        }
        #expect(bench.state("plugin:c", "answered") != nil)
    }

    @Test(
        "have a period in their name, or none",
        arguments: [
            ("a.15s", "a", 15), ("a.5m", "a", 300), ("a.24h", "a", 86_400), ("a.25h", "a.25h", 60),
            ("a.0s", "a.0s", 60), ("a.sh", "a.sh", 60), ("a.s", "a.s", 60), ("a.+5s", "a.+5s", 60),
            ("a.b.1m", "a.b", 60), ("a.9223372036854775807h", "a.9223372036854775807h", 60),
            ("a.٣s", "a.٣s", 60),
        ])
    func period(file: String, name: String, seconds: Int) throws {
        let bench = try Bench()
        try bench.write("scripts/\(file)", "#!/bin/sh\necho 'x 1'\n")
        bench.look()
        try bench.settle()
        #expect(bench.states.keys.sorted() == ["input@script:\(name)"])
        #expect(bench.inputs.definitions.map(\.pace) == [seconds])
    }

    @Test("of one name but for the period are one input")
    func sameName() throws {
        let bench = try Bench()
        try bench.write("scripts/a.15s", "#!/bin/sh\necho 'x 1'\n")
        try bench.write("scripts/a.1m", "#!/bin/sh\necho 'x 2'\n")
        bench.look()
        try bench.settle()
        bench.look(after: 20)
        try bench.settle()
        #expect(bench.values == ["x": [1]])
        #expect(bench.states.count == 1)
        #expect(bench.told == ["\(bench.folder.path)/scripts/a.1m: left out: there is another script:a"])
    }

    @Test("are not run from a folder into which others could put them")
    func openFolder() throws {
        let bench = try Bench()
        try bench.write("scripts/well", "#!/bin/sh\necho 'x 1'\n")
        let folder = "\(bench.folder.path)/scripts"
        try FileManager.default.setAttributes([.posixPermissions: 0o1777], ofItemAtPath: folder)
        bench.look()
        bench.look(after: 60)
        #expect(bench.told == ["\(folder): nothing in it is run: it can be written by others than its owner"])
        #expect(bench.states.isEmpty)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder)
        bench.look(after: 60)
        try bench.settle()
        #expect(bench.values == ["x": [1]])
    }

    @Test("that belong to somebody else are not run", .enabled(if: geteuid() == 0, "needs root"))
    func owner() throws {
        let bench = try Bench()
        try bench.write("scripts/foreign", "#!/bin/sh\necho 'x 1'\n")
        #expect(chown("\(bench.folder.path)/scripts/foreign", 12_345, 12_345) == 0)
        bench.look()
        try bench.settle()
        #expect(
            bench.told == ["script:foreign: is not run: it belongs to user 12345, neither to root nor to the agent"])
        #expect(bench.values.isEmpty)
    }

    @Test("that go away take their values along; one that runs is looked after to its end and says nothing more")
    func gone() throws {
        let bench = try Bench { $0.patience = 100 }
        try bench.write("scripts/well", "#!/bin/sh\necho 'x 1'\n")
        try bench.write(
            "scripts/slow", "#!/bin/sh\n\(Self.tellID)while [ ! -e \"$0.go\" ]; do sleep 0.01; done\necho 'y 1'\n")
        bench.look()
        bench.look { bench.values == ["x": [1]] && bench.text("id") != nil }
        let id = try #require(bench.text("id"))
        try bench.remove("scripts/well")
        try bench.remove("scripts/slow")
        bench.look(after: 15)
        #expect(bench.values.isEmpty)
        #expect(bench.states.isEmpty)
        #expect(Self.isAlive(id))
        try bench.write("scripts/slow.go", "", mode: 0o644)
        bench.look { !Self.exists(id) }
        #expect(bench.values.isEmpty)
    }

    @Test("that are gone when they are to run are missed")
    func missing() throws {
        let bench = try Bench { $0.textPeriod = 1000 }
        try bench.write("scripts/well", "#!/bin/sh\necho 'x 1'\n")
        bench.look()
        try bench.settle()
        try bench.remove("scripts/well")
        bench.look(after: 60)
        #expect(bench.told == ["script:well: is not run: it cannot be looked at: No such file or directory"])
        #expect(bench.state("script:well", "answered") == 0)
    }

    @Test("are plug-ins only if they exit with 0 to 3", arguments: [(0, 0), (3, 3), (4, 3), (255, 3)])
    func plugin(code: Int, status: Double) throws {
        let bench = try Bench()
        try bench.write("plugins/check", "#!/bin/sh\necho 'IT IS | a=1'\nexit \(code)\n")
        bench.look()
        try bench.settle()
        #expect(bench.state("plugin:check", "status") == status)
        #expect(bench.state("plugin:check", "answered") == (code <= 3 ? 1 : 0))
        #expect(bench.values.isEmpty == (code > 3))
        #expect(bench.told.isEmpty == (code <= 3))
    }

    @Test("have their last words told no longer than their values")
    func words() throws {
        let bench = try Bench()
        try bench.write("plugins/check", "#!/bin/sh\necho 'FINE'\n")
        bench.look()
        try bench.settle()
        #expect(bench.words == ["FINE"])
        try bench.write("plugins/check", "#!/bin/sh\nexit 9\n")
        for _ in 0..<3 {
            bench.look(after: 60)
            try bench.settle()
        }
        #expect(bench.words.isEmpty)
    }
}
