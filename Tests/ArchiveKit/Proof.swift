import Foundation

/// How much is done of what would take minutes to do in full.
package enum Proof {
    /// What a variable of the environment asks for; by itself, a short form.
    package static func count(_ variable: String, usually: Int) -> Int {
        ProcessInfo.processInfo.environment[variable].flatMap { Int($0) } ?? usually
    }
}
