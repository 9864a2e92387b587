import Agent
import Foundation
import TestKit
import Testing
import Wire

@Suite("The agent's id")
struct AgentIdentityTests {
    @Test("is kept over restarts, in a folder that is made for it")
    func kept() throws {
        let folder = try TemporaryFolder()
        let state = "\(folder.path)/var/lib/agent"
        let (id, problem) = AgentIdentity.load(from: state)
        #expect(problem == nil)
        #expect(AgentIdentity.load(from: state).id == id)
        #expect(AgentIdentity.load(from: state).problem == nil)
        #expect(try String(contentsOfFile: "\(state)/id", encoding: .utf8) == "\(id)\n")
        #expect(try FileManager.default.contentsOfDirectory(atPath: state) == ["id"])
    }

    @Test("differs from agent to agent")
    func different() throws {
        let folder = try TemporaryFolder()
        let ids = (0..<3).map { AgentIdentity.load(from: "\(folder.path)/\($0)").id }
        #expect(Set(ids).count == 3)
    }

    @Test("is new at each start where it cannot be kept, and a sentence says why")
    func unwritable() throws {
        let folder = try TemporaryFolder()
        // A file where the folder should be stops root too.
        let state = "\(folder.path)/file"
        try Data().write(to: URL(filePath: state))
        let (id, problem) = AgentIdentity.load(from: state)
        #expect(
            problem
                == "\(state)/id: cannot keep the agent's id there (Not a directory); it will be another after a restart"
        )
        #expect(AgentIdentity.load(from: state).id != id)
    }

    @Test(
        "is replaced if the file is damaged",
        arguments: [
            "", "0123456789abcdef", "0123456789abcdef0123456789abcdeg\n", "+123456789abcdef0123456789abcdef\n", "\u{0}",
            String(repeating: " ", count: 40),
        ])
    func damaged(content: String) throws {
        let folder = try TemporaryFolder()
        try Data(content.utf8).write(to: URL(filePath: "\(folder.path)/id"))
        let (id, problem) = AgentIdentity.load(from: folder.path)
        #expect(problem == nil)
        #expect(AgentIdentity.load(from: folder.path).id == id)
    }

    @Test("is read whatever follows it in the file")
    func trailing() throws {
        let folder = try TemporaryFolder()
        try Data("0123456789abcdef0123456789abcdef".utf8).write(to: URL(filePath: "\(folder.path)/id"))
        let expected = AgentID(high: 0x0123_4567_89AB_CDEF, low: 0x0123_4567_89AB_CDEF)
        #expect(AgentIdentity.load(from: folder.path).id == expected)
    }
}
