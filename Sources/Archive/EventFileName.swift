/// The name of a file in a data directory's folder of events: `told-00000001.jsonl`.
package struct EventFileName: Hashable, Sendable {
    /// Whose events a file holds.
    package enum Source: String, Sendable {
        /// Those of people and programs.
        case told
        /// Those of the aggregator itself.
        case noticed
    }

    package let source: Source
    /// From 1 on, in the order in which files were begun.
    package let number: Int

    /// Below the data directory.
    package static let folder = "events"
    private static let ending = ".jsonl"

    package init(_ source: Source, number: Int) {
        self.source = source
        self.number = number
    }

    /// nil if it is no name of ours.
    package init?(_ name: String) {
        let parts = name.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let source = Source(rawValue: String(parts[0])), parts[1].hasSuffix(Self.ending),
            let number = Int(parts[1].dropLast(Self.ending.utf8.count)), number > 0
        else { return nil }
        self.init(source, number: number)
        // Numbers can be written in several ways, and names of files in one.
        guard description == name else { return nil }
    }
}

extension EventFileName: CustomStringConvertible {
    package var description: String {
        let digits = String(number)
        return
            "\(source.rawValue)-\(String(repeating: "0", count: max(0, 8 - digits.utf8.count)))\(digits)\(Self.ending)"
    }
}
