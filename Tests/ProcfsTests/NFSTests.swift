import Procfs
import TestKit
import Testing

@Suite("NFS")
struct NFSTests {
    @Test("a client's operations of all versions are added up")
    func client() throws {
        // Of each line the operations have the numbers 1, 2, 3, … so that a sum tells which were added.
        let two = (1...18).map(String.init).joined(separator: " ")
        let three = (1...22).map { String(100 * $0) }.joined(separator: " ")
        let four = (1...59).map { String(10_000 * $0) }.joined(separator: " ")
        let nfs = try parse("net 1 2 3 4\nrpc 11 12 13\nproc2 18 \(two)\nproc3 22 \(three)\nproc4 59 \(four)\n") {
            (bytes) throws(ProcfsError) in try NFSClient(parsing: bytes)
        }
        #expect([nfs[.calls], nfs[.retrans], nfs[.authRefresh]] == [11, 12, 13])
        #expect(nfs[.getattr] == 2 + 200 + 190_000)
        #expect(nfs[.setattr] == 3 + 300 + 100_000)
        #expect(nfs[.lookup] == 5 + 400 + 200_000)
        #expect(nfs[.access] == 500 + 180_000)
        #expect(nfs[.readlink] == 6 + 600 + 290_000)
        #expect(nfs[.read] == 7 + 700 + 20_000)
        #expect(nfs[.write] == 9 + 800 + 30_000)
        // Files, folders, links and devices.
        #expect(nfs[.create] == 10 + 14 + 15 + 900 + 1000 + 1100 + 1200 + 250_000 + 260_000)
        #expect(nfs[.remove] == 11 + 16 + 1300 + 1400 + 220_000)
        #expect(nfs[.rename] == 12 + 1500 + 230_000)
        #expect(nfs[.readdir] == 17 + 1700 + 1800 + 300_000)
        #expect(nfs[.commit] == 2200 + 40_000)
        #expect(nfs[.open] == 50_000 + 70_000)
        #expect(nfs[.close] == 90_000)
    }

    @Test("a server's operations of version 4 go by the protocol's numbers")
    func server() throws {
        let three = (1...22).map { String(100 * $0) }.joined(separator: " ")
        let four = (0..<72).map(String.init).joined(separator: " ")
        let nfsd = try parse(
            """
            rc 1 2 3
            fh 4 0 0 0 0
            io 5 6
            th 8 0 0.000 0.000
            ra 32 0 0 0 0 0 0 0 0 0 0 0
            net 9 0 9 10
            rpc 11 12 0 0 0
            proc3 22 \(three)
            proc4 2 2 10853
            proc4ops 72 \(four)
            wdeleg_getattr 16

            """
        ) { (bytes) throws(ProcfsError) in try NFSServer(parsing: bytes) }
        #expect([nfsd[.cacheHits], nfsd[.cacheMisses], nfsd[.noCache], nfsd[.stale]] == [1, 2, 3, 4])
        #expect([nfsd[.readBytes], nfsd[.writeBytes], nfsd[.threads]] == [5, 6, 8])
        #expect([nfsd[.packets], nfsd[.connections], nfsd[.calls], nfsd[.badCalls]] == [9, 10, 11, 12])
        #expect([nfsd[.access], nfsd[.close], nfsd[.commit]] == [503, 4, 2205])
        #expect([nfsd[.create], nfsd[.getattr], nfsd[.lookup]] == [4206, 209, 431])
        #expect([nfsd[.open], nfsd[.read], nfsd[.readdir]] == [18, 725, 3526])
        #expect([nfsd[.readlink], nfsd[.remove], nfsd[.rename]] == [627, 2728, 1529])
        #expect([nfsd[.setattr], nfsd[.write]] == [334, 838])
    }

    @Test(
        "says what it expected and what it found",
        arguments: [
            ("", #"net/rpc/nfs: expected name and numbers, found """#),
            ("what 1\n", #"net/rpc/nfs: expected name and numbers, found """#),
            ("rpc 1 x\n", #"net/rpc/nfs: expected number, found "x""#),
            ("rpc 1", #"net/rpc/nfs: expected end of line, found "rpc 1""#),
        ])
    func malformed(text: String, message: String) {
        let error = #expect(throws: ProcfsError.self) {
            try parse(text) { (bytes) throws(ProcfsError) in try NFSClient(parsing: bytes) }
        }
        #expect(error?.description == message)
    }

    @Test("mounts of other kinds are passed over, and names are as people write them")
    func mounts() throws {
        let text = """
            device proc mounted on /proc with fstype proc
            no device mounted on /x with fstype tmpfs
            device filer:/a\\040b mounted on /mnt/a\\040b with fstype nfs4 statvers=1.1
            \tbytes:\t1 2 30 40 500 600 7 8
            \tper-op statistics
            \t        READ: 10 13 1 0 0 20 300 400 5
            \t       WRITE: 1 1 0 0 0 2 3 4 1
            device /dev/sda mounted on /y with fstype nfsd
            \tbytes:\tno such thing

            """
        let stats = try Mountstats(text)
        #expect(stats.rows.map(\.mountPoint) == ["/mnt/a b"])
        let row = try #require(stats.rows.first?.numbers)
        #expect([row[.appRead], row[.appWritten], row[.read], row[.written]] == [31, 42, 500, 600])
        #expect([row[.ops], row[.retrans], row[.timeouts], row[.errors]] == [11, 3, 1, 6])
        #expect([row[.queue], row[.rtt], row[.exec]] == [22, 303, 404])
        #expect([row[.readOps], row[.readRTT], row[.readExec]] == [10, 300, 400])
        #expect([row[.writeOps], row[.writeRTT], row[.writeExec]] == [1, 3, 4])
    }

    @Test("a broken line of a mount is refused")
    func brokenMount() {
        let device = "device f:/ mounted on /m with fstype nfs statvers=1.1\n"
        for (line, message) in [
            ("bytes: 1 x\n", #"self/mountstats: expected bytes written, found "x""#),
            ("READ: 1 2\n", #"self/mountstats: expected timeouts, found """#),
            ("READ: 1 2 3 4 5 6 7 -8\n", #"self/mountstats: expected milliseconds in all, found "-8""#),
        ] {
            let error = #expect(throws: ProcfsError.self) { try Mountstats(device + line) }
            #expect(error?.description == message)
        }
    }
}

@Suite("Swaps")
struct SwapsTests {
    @Test("parses devices and files, in bytes, with priorities below zero")
    func parses() throws {
        let swaps = try Swaps(
            """
            Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority
            /dev/sda2                               partition\t1000\t10\t-2
            /swap\\040file                           file\t\t2000\t\t0\t\t5
            /gone\\040(deleted)                           file\t\t1\t\t0\t\t0

            """)
        #expect(swaps.rows.map(\.device) == ["/dev/sda2", "/swap file", "/gone (deleted)"])
        #expect(swaps.rows.map { $0.numbers[.size] } == [1_024_000, 2_048_000, 1024])
        #expect(swaps.rows.map { $0.numbers[.used] } == [10_240, 0, 0])
        #expect(swaps.rows.map(\.priority) == [-2, 5, 0])
    }

    @Test(
        "says what it expected and what it found",
        arguments: [
            ("", #"swaps: expected a line of names, found """#),
            ("/dev/sda2 partition 1 2 3\n", #"swaps: expected a line of names, found "/dev/sda""#),
            ("Filename\n/a file x 0 0\n", #"swaps: expected size, found "x""#),
            (
                "Filename\n/a file 1 18446744073709551615 0\n",
                #"swaps: expected used size, found "18446744073709551615""#
            ),
            ("Filename\n/a file 1 0 --2\n", #"swaps: expected priority, found "-2""#),
            ("Filename\n/a file 1 0\n", #"swaps: expected priority, found """#),
        ])
    func malformed(text: String, message: String) {
        let error = #expect(throws: ProcfsError.self) { try Swaps(text) }
        #expect(error?.description == message)
    }
}
