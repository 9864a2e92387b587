import Graphs
import Testing

@Suite("Names in the order of people")
struct NaturalOrderTests {
    @Test(
        "numbers count by their value",
        arguments: [
            ["", "a", "b"], ["web", "web1", "web2", "web10", "web10a", "web100", "webb"],
            ["sda", "sda1", "sdb", "sdb1"], ["0", "00", "01", "1", "2", "10"], ["a1b2", "a1b10", "a2b1"],
            ["node09", "node10", "node011"], ["9", "99999999999999999998", "99999999999999999999"],
            ["cpu", "cpu:0", "cpu:1"], ["ウェブ2", "ウェブ10"],
        ])
    func order(names: [String]) {
        for (place, left) in names.enumerated() {
            for (other, right) in names.enumerated() {
                #expect(NaturalOrder.precedes(left, right) == (place < other), "\(left) before \(right)")
            }
        }
    }
}
