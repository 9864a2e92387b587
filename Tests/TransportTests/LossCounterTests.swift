import Testing
import Transport

@Test(
    "losses add up over the kernel's wraps",
    arguments: [
        ([], 0), ([5], 5), ([5, 5, 9], 9),
        ([0x7000_0000, 0xE000_0000, 3], 0x1_0000_0003),
        ([10, 8, 12], 12),
        ([0x7FFF_FFFF, 0xFFFF_FFFE, 1, 0xFFFF_FFFF, 2], 0x1_0000_0002),
    ] as [([UInt32], UInt64)])
func losses(counts: [UInt32], total: UInt64) {
    var counter = LossCounter()
    for count in counts { counter.observe(count) }
    #expect(counter.total == total)
}
