// Stores known rows, reads them or is in their way, and says how it goes, until its input ends or it is killed: ArchiveKit's Victim runs it.
import Archive
import ArchiveKit
import Foundation

let words = CommandLine.arguments
guard words.count > 2, let kind = Victim.Task.Kind(rawValue: words[1]) else {
    fatalError("expected what to do, a directory and numbers, found \(words.dropFirst())")
}
let numbers = Dictionary(
    words.dropFirst(3).compactMap { word in
        let parts = word.split(separator: "=")
        return parts.count == 2 ? Int(parts[1]).map { (String(parts[0]), $0) } : nil
    }, uniquingKeysWith: { $1 })
let knobs = Knobs(numbers)
let tally =
    switch kind {
    case .store: try await store(in: words[2], knobs, until: Ending())
    case .read: try await read(in: words[2], knobs, until: Ending())
    case .hold: try await hold(words[2], until: Ending())
    }
say("tally \(String(decoding: try JSONEncoder().encode(tally), as: UTF8.self))")
