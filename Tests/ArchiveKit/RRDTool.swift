import Foundation

/// The rrdtool program: a witness that knows nothing of us.
package enum RRDTool {
    package struct Failure: Error {
        package let text: String
    }

    /// What it printed; throws what it complained of.
    package static func run(_ arguments: String...) throws -> String {
        let result = try SystemProgram.run("rrdtool", arguments)
        guard result.status == 0 else { throw Failure(text: result.complaint) }
        return result.output
    }

    /// What `rrdtool fetch` prints: by the end of each row, its values; "nan" where unknown.
    package static func fetch(
        _ path: String, _ consolidation: String = "AVERAGE", from: Int, to: Int, resolution: Int
    ) throws -> [Int: [String]] {
        // It rounds the end up to the next row, even from where one ends.
        let text = try run("fetch", path, consolidation, "-r", "\(resolution)", "-s", "\(from)", "-e", "\(to - 1)")
        var rows: [Int: [String]] = [:]
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: ":")
            guard parts.count == 2, let time = Int(parts[0]) else { continue }
            rows[time] = parts[1].split(separator: " ").map { value in
                value.contains("nan") ? "nan" : Double(value).map { "\($0)" } ?? "unread: \(value)"
            }
        }
        return rows
    }
}
