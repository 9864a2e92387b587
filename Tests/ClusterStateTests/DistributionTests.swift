import ClusterState
import Testing

@Suite("A distribution")
struct DistributionTests {
    private static let shares = [0.01, 0.25, 0.5, 0.95, 0.99, 1]

    /// The least value that so large a share of the values does not exceed.
    private static func exact(_ share: Double, _ values: [Double]) -> Double {
        values.sorted()[max(0, Int((Double(values.count) * share).rounded(.up)) - 1)]
    }

    private static let samples: [[Double]] = [
        (1...1000).map { Double($0) }, (1...1000).map { 1 / Double($0) }, (0...20).map { Double($0 % 3 - 1) },
        (1...500).map { Double($0 * $0 * $0) }, (0..<300).map { Double($0 % 17) * 6.25 },
        [-5, -4, -3, 0, 0, 1e12], [7], [0, 0, 0], [-2.5, -1000, -1e-5], [1e-300, 1e300], [1e300, 1e-300, 5],
    ]

    @Test("tells quantiles to a hundredth, whatever the values", arguments: samples)
    func quantiles(values: [Double]) {
        var distribution = Distribution()
        for value in values { distribution.add(value) }
        #expect(distribution.count == UInt64(values.count))
        for share in Self.shares {
            let exact = Self.exact(share, values)
            let told = distribution.quantile(share) ?? .nan
            // Beyond seventeen orders of magnitude, the lowest are only low.
            let isFar = exact.magnitude < 1e-17 * (values.map(\.magnitude).max() ?? 0)
            #expect(isFar || abs(told - exact) <= 0.0101 * exact.magnitude, "\(share): \(told), not \(exact)")
        }
    }

    @Test("of two is that of all their values")
    func sum() {
        let values = (0..<400).map { Double($0 * 7919 % 1009) - 300 }
        var (all, left, right) = (Distribution(), Distribution(), Distribution())
        for (index, value) in values.enumerated() {
            all.add(value)
            if index % 3 == 0 { left.add(value) } else { right.add(value) }
        }
        left.add(right)
        #expect(Self.shares.map { left.quantile($0) } == Self.shares.map { all.quantile($0) })
        #expect(left.count == all.count)
    }

    @Test("of nothing tells nothing")
    func empty() { #expect(Distribution().quantile(0.5) == nil) }
}
