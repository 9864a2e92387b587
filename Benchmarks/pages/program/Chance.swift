/// Numbers that look random and are the same each time they are asked for.
enum Chance {
    /// Mixes a number well (the finalizer of splitmix64).
    static func mix(_ number: UInt64) -> UInt64 {
        var mixed = number &* 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// The seed of a name's own numbers.
    static func seed(_ name: String) -> UInt64 {
        name.utf8.reduce(14_695_981_039_346_656_037) { mix($0 ^ UInt64($1)) }
    }

    /// 0..<1.
    static func unit(_ seed: UInt64, _ number: Int) -> Double {
        Double(mix(seed &+ UInt64(bitPattern: Int64(number)) &* 0x9E37_79B9_7F4A_7C15) >> 11) * 0x1p-53
    }

    /// Goes smoothly from one random height to the next, each for so many seconds; -1...1.
    static func wave(_ seed: UInt64, at time: Int, every period: Int) -> Double {
        let place = time / period
        let share = Double(time % period) / Double(period)
        let before = unit(seed &+ UInt64(period), place)
        let after = unit(seed &+ UInt64(period), place + 1)
        return 2 * (before + (after - before) * share * share * (3 - 2 * share)) - 1
    }
}
