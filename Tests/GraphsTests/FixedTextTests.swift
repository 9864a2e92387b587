import Foundation
import Graphs
import TestKit
import Testing

@Suite("Numbers with so many decimals")
struct FixedTextTests {
    @Test("are written as printf writes them", arguments: 0...4)
    func asPrintf(decimals: Int) {
        var random = SeededGenerator(state: UInt64(decimals + 1))
        var numbers: [Double] = [0, -0.0, 1, 9.995, 99.95, 0.001, 1e11, -1e11, 1e12, 1e30, .infinity, -.infinity]
        for power in -4...13 {
            for _ in 0..<200 { numbers.append(Double.random(in: -1...1, using: &random) * pow(10, Double(power))) }
        }
        for number in numbers {
            #expect(FixedText.of(number, decimals: decimals) == String(format: "%.\(decimals)f", number))
        }
        #expect(FixedText.of(.nan, decimals: decimals) == "nan")
    }

    @Test("halves that can be written go to the even digit")
    func halves() {
        #expect([0.5, 1.5, 2.5, -2.5].map { FixedText.of($0, decimals: 0) } == ["0", "2", "2", "-2"])
        #expect(FixedText.of(0.125, decimals: 2) == "0.12")
    }
}
