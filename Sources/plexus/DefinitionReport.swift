import ArgumentParser
import Graphs

/// What `plexus graph --check` tells.
struct DefinitionReport {
    private let check: DefinitionCheck

    private struct Document: Encodable {
        let files: Int
        let problems: [Problem]
    }

    private struct Problem: Encodable {
        let file: String
        let line: Int?
        let problem: String
    }

    init(of folder: String) throws {
        check = try DefinitionCheck(
            folder: folder, graphs: Server.catalogue().definitions.map(\.name.text))
    }

    /// Prints a line for each problem and a summary; ends with exit status 1 if there is any.
    func print(asJSON: Bool) throws {
        if asJSON {
            try printJSON(
                Document(
                    files: check.files,
                    problems: check.problems.map {
                        Problem(file: $0.file, line: $0.line, problem: "\($0.problem)")
                    }))
        } else {
            for problem in check.problems { Swift.print(problem) }
            let files = SizeText.count(check.files, "definition")
            Swift.print(
                check.problems.isEmpty
                    ? "no mistake found in \(files)"
                    : "\(SizeText.count(check.problems.count, "mistake")) found, \(files) read")
        }
        if !check.problems.isEmpty { throw ExitCode(1) }
    }
}
