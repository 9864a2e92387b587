import Testing

@testable import Web

@Suite("The same hours of an earlier day")
struct EarlierHoursTests {
    /// Of 72 rows, two are a mean.
    private func hours(_ present: Double, _ earlier: [Double]) -> EarlierHours? {
        EarlierHours([Double](repeating: present, count: 72), earlier: earlier, at: 71)
    }

    private let usual = (0..<72).map { $0 % 4 < 2 ? 10.0 : 20 }

    @Test(
        "are left only by a tenth of what they had",
        arguments: [
            (10.0, nil), (21.9, nil), (22.1, EarlierHours.Departure.above), (9.1, nil), (8.9, .below), (0, .below),
            (-5, .below),
        ] as [(Double, EarlierHours.Departure?)])
    func departure(present: Double, departure: EarlierHours.Departure?) throws {
        let hours = try #require(self.hours(present, usual))
        #expect(hours.departure == departure)
        #expect((hours.lowest, hours.highest) == (10, 20))
        #expect(hours.then == 20)
    }

    @Test("are not left by a single second")
    func spikes() throws {
        var values = usual
        values[71] = 36
        // The mean with the row before it, 20.
        #expect(EarlierHours(values, earlier: usual, at: 71)?.present == 28)
        var earlier = usual
        earlier[5] = 1000
        #expect(hours(400, earlier)?.departure == nil)
    }

    @Test("that had nothing are left by anything, the furthest")
    func zero() throws {
        let hours = try #require(self.hours(0.5, [Double](repeating: 0, count: 72)))
        #expect(hours.departure == .above && hours.distance == .infinity)
        #expect(self.hours(0, [Double](repeating: 0, count: 72))?.departure == nil)
    }

    @Test("tell nothing where too little is known")
    func unknown() {
        #expect(hours(.nan, usual) == nil)
        let few = (0..<72).map { $0 < 60 ? Double.nan : 5 }
        #expect(hours(5, few) != nil)
        #expect(hours(5, few.map { _ in .nan }) == nil)
        #expect(hours(5, (0..<72).map { $0 < 62 ? .nan : 5 }) == nil)
        #expect(EarlierHours([], earlier: [], at: 0) == nil)
        #expect(hours(5, (0..<72).map { $0 < 70 ? 5 : .nan })?.then == nil)
    }
}
