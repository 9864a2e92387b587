import Graphs
import MetricModel
import Testing

@Suite("A number for people")
struct QuantityTests {
    @Test(
        "has three digits and the multiple of its unit that suits it",
        arguments: [
            (12.44, Unit.percent, PrefixBase.decimal, "12.4 %"), (0, .percent, .decimal, "0 %"),
            (99.97, .percent, .decimal, "100 %"), (1_500_000, .bytesPerSecond, .decimal, "1.50 MB/s"),
            (1_572_864, .bytes, .binary, "1.50 MiB"), (512, .bytes, .binary, "512 B"),
            (0.0123, .seconds, .decimal, "12.3 ms"),
            (0.000_35, .seconds, .decimal, "350 µs"), (61, .seconds, .decimal, "61.0 s"),
            (9999, .perSecond, .decimal, "9999 /s"),
            (12_345, .perSecond, .decimal, "12.3 k/s"), (2_500_000, .none, .decimal, "2.50 M"),
            (3, .cores, .decimal, "3.00 cores"), (2.6e9, Unit("Hz"), .decimal, "2.60 GHz"),
            (179, Unit("W"), .decimal, "179 W"), (25_000, Unit("packets"), .decimal, "25.0 k packets"),
            (-2048, .bytes, .binary, "-2.00 KiB"), (1e30, .bytes, .decimal, "1000000000000 EB"),
        ])
    func text(value: Double, unit: Unit, base: PrefixBase, expected: String) {
        #expect(Quantity.text(value, in: unit, base: base) == expected)
    }

    @Test(
        "on an axis has as many decimals as tell it from the next",
        arguments: [
            (0, 0.105, 300, 2, 1), (0, 0.02, 300, 3, 1), (0, 1.05, 300, 1, 1), (0, 5, 300, 1, 1), (0, 9, 300, 0, 1),
            (0, 100, 300, 0, 0),
            (0, 20, 2000, 1, 0), (-0.001, 0.001, 260, 4, 1), (0, 0, 300, 1, 1), (0, 0.105, 60, 1, 1),
        ])
    func axis(low: Double, high: Double, height: Int, decimals: Int, usual: Int) {
        let labels = AxisLabels(low: low, high: high, pictureHeight: height)
        #expect(labels.decimals == decimals && labels.usualDecimals == usual, "\(labels)")
    }

    @Test("is a dash where it is unknown", arguments: [nil, .nan, .infinity] as [Double?])
    func unknown(value: Double?) {
        #expect(Quantity.text(value, in: .percent) == "–")
    }

    @Test("colours of hosts all differ until they repeat")
    func palette() {
        #expect(Set((0..<Palette.count).map(Palette.shade)).count == Palette.count)
        #expect(Palette.shade(Palette.count) == Palette.shade(0))
        #expect(Palette.count >= GroupDefinition.maximumHosts)
        #expect(GraphColor.orange.shade.description == "#E69F00")
    }

    @Test(
        "the size of a picture is kept in bounds",
        arguments: [
            ("800x300", 800, 300), ("120x60", 120, 60), ("4000x2000", 4000, 2000), ("119x60", nil, nil),
            ("800", nil, nil), ("800x300x2", nil, nil), ("-800x300", nil, nil), ("x", nil, nil),
            ("9999999x300", nil, nil),
        ])
    func size(text: String, width: Int?, height: Int?) {
        #expect(GraphSize(text)?.width == width && GraphSize(text)?.height == height)
        #expect(GraphSize(width: .min, height: .max) == GraphSize(width: 120, height: 2000))
    }
}
