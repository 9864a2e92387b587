package import MetricModel

/// Puts descriptions together from parts that may arrive in any order, twice, or never.
///
/// Holds at most ``limit`` unfinished descriptions; the oldest makes room.
package struct DescriptionAssembler: Sendable {
    private struct Unfinished {
        let id: DefinitionID
        var bytes: [UInt8]
        /// Which bytes are there, as sorted runs that do not touch.
        var known: [Range<Int>]
    }

    private var unfinished: [Unfinished] = []

    /// What a part brought.
    package enum Outcome: Sendable, Equatable {
        /// Further parts are needed.
        case incomplete
        case definition(Definition)
        /// The description is whole, but has a field of a kind that this version does not know: it is of no use.
        case unknownKind
    }

    package static let limit = 32

    package init() {}

    /// Adds a part.
    package mutating func add(_ part: DescriptionPart) throws(WireError) -> Outcome {
        var current = take(part)
        current.bytes.replaceSubrange(part.offset..<part.offset + part.bytes.count, with: part.bytes)
        current.known = Self.merge(current.known, part.offset..<part.offset + part.bytes.count)
        guard current.known == [0..<part.total] else {
            unfinished.append(current)
            return .incomplete
        }
        let hash = FNV1a.hash(current.bytes)
        guard hash == part.id.hash else {
            throw .invalid(
                at: 0, expected: "a description that hashes to \(part.id)", found: String(hash, radix: 16))
        }
        guard let definition = try EncodedDefinition.definition(decoding: current.bytes.span) else {
            return .unknownKind
        }
        return .definition(definition)
    }

    private mutating func take(_ part: DescriptionPart) -> Unfinished {
        if let index = unfinished.firstIndex(where: { $0.id == part.id && $0.bytes.count == part.total }) {
            return unfinished.remove(at: index)
        }
        if unfinished.count >= Self.limit { unfinished.removeFirst() }
        return Unfinished(id: part.id, bytes: Array(repeating: 0, count: part.total), known: [])
    }

    private static func merge(_ runs: [Range<Int>], _ new: Range<Int>) -> [Range<Int>] {
        var merged = new
        var result: [Range<Int>] = []
        for run in runs {
            if run.upperBound < merged.lowerBound || run.lowerBound > merged.upperBound {
                result.append(run)
            } else {
                merged = min(run.lowerBound, merged.lowerBound)..<max(run.upperBound, merged.upperBound)
            }
        }
        result.append(merged)
        return result.sorted { $0.lowerBound < $1.lowerBound }
    }
}
