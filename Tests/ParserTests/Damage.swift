import TestKit

/// The ways in which a file breaks.
enum Damage {
    /// Damaged copies of a sound file: empty, cut, huge, with numbers that are negative, too large or no numbers, with bytes
    /// that are not UTF-8, with columns too few and too many, with lines twice and out of order.
    static func all(of sound: [UInt8]) -> [[UInt8]] {
        let text = String(decoding: sound, as: UTF8.self)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        var damaged: [[UInt8]] = [[], [0], [0xFF], Array("\n".utf8), Array(repeating: 0x20, count: 70_000)]
        damaged += [1, 2, 3, 5, 8].map { Array(sound.prefix(sound.count * $0 / 9)) }
        damaged.append(Array(Array(repeating: sound, count: 40).joined()))
        for number in [
            "-1", "18446744073709551615", "18446744073709551616", "1e400", "nan", "0x", "", "9".repeated(400),
        ] {
            damaged.append(Array(text.replacing(/[0-9]+/, with: number).utf8))
        }
        damaged.append(sound.map { $0 == 0x20 ? 0x80 : $0 })
        damaged.append(sound.filter { $0 != 0x20 })
        damaged.append(
            Array(lines.map { $0.split(separator: " ").dropLast().joined(separator: " ") }.joined(separator: "\n").utf8)
        )
        damaged.append(Array(lines.map { "\($0) 1 2 3 4 5" }.joined(separator: "\n").utf8))
        damaged.append(Array(lines.reversed().joined(separator: "\n").utf8))
        damaged.append(Array((lines + lines).joined(separator: "\n").utf8))
        // One number only, so that the rest of the file leads the parser there.
        var generator = SeededGenerator(state: UInt64(sound.count))
        for _ in 0..<200 where !sound.isEmpty {
            var copy = sound
            for _ in 0...Int.random(in: 0..<4, using: &generator) {
                let place = Int.random(in: 0..<copy.count, using: &generator)
                copy[place] = UInt8.random(in: 0...255, using: &generator)
            }
            damaged.append(copy)
        }
        return damaged
    }
}

extension String {
    fileprivate func repeated(_ count: Int) -> String { String(repeating: self, count: count) }
}
