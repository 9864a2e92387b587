import ClusterState
import Testing

@Suite("A window of sequence numbers")
struct SequenceWindowTests {
    typealias Verdict = SequenceWindow.Verdict

    @Test(
        "tells new from repeated and late, and counts what never came",
        arguments: [
            ("in order", [7, 8, 9], [.new, .new, .new], 0),
            ("from the very first", [0, 1], [.new, .new], 0),
            ("twice", [7, 7, 8, 8, 7], [.new, .duplicate, .new, .duplicate, .duplicate], 0),
            ("one missing", [7, 9], [.new, .new], 1),
            ("overtaken by one", [7, 9, 8], [.new, .new, .new], 0),
            ("overtaken, then repeated", [7, 9, 8, 8], [.new, .new, .new, .duplicate], 0),
            ("the first overtaken: nobody listened before it", [7, 6, 8, 5], [.new, .new, .new, .new], 0),
            ("the first overtaken, another lost", [7, 9, 6], [.new, .new, .new], 1),
            ("63 late is still told apart", [0, 63, 0], [.new, .new, .duplicate], 62),
            ("64 late is too late", [0, 64, 0], [.new, .new, .late], 63),
            ("a gap wider than the window", [0, 1000, 937, 936], [.new, .new, .new, .late], 998),
            ("wraps at 2^32", [.max - 1, .max, 0, 1], [.new, .new, .new, .new], 0),
            ("loses while it wraps", [.max, 2, 0], [.new, .new, .new], 1),
            ("half the circle ahead", [0, 0x7FFF_FFFF], [.new, .new], 0x7FFF_FFFE),
            ("half the circle behind", [0, 0x8000_0000], [.new, .late], 0),
        ] as [(String, [UInt32], [Verdict], UInt64)])
    func verdicts(name: String, heard: [UInt32], verdicts: [Verdict], lost: UInt64) {
        var window = SequenceWindow()
        #expect(heard.map { window.hear($0) } == verdicts, "\(name)")
        #expect(window.lost == lost, "\(name)")
    }

    @Test("loses nothing of a thousand numbers in any order within the window", arguments: 1...8 as ClosedRange<UInt32>)
    func shuffled(distance: UInt32) {
        var window = SequenceWindow()
        for block in 0..<(1000 / distance) {
            for place in 0..<distance {
                #expect(window.hear(block * distance + (distance - 1 - place)) == .new)
            }
        }
        #expect(window.lost == 0)
    }
}
