import ArgumentParser
import Foundation

/// A reason that keeps a command from its work, in one sentence.
struct Failure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// Runs a command's work; any error becomes one sentence on standard error and exit status 2.
func orExplain<Result>(_ work: () async throws -> Result) async throws -> Result {
    do {
        return try await work()
    } catch let code as ExitCode {
        throw code
    } catch let error as ValidationError {
        throw error
    } catch {
        FileHandle.standardError.write(Data("plexus: \(error)\n".utf8))
        throw ExitCode(2)
    }
}
