import Graphs
import Testing

@testable import Web

@Suite("Which sections of a page are drawn")
struct SectionChoiceTests {
    private let sizes: [(id: String, graphs: Int)] = [("cpu", 10), ("disks", 14), ("network", 20), ("limits", 1)]

    @Test(
        "as many as leave it light, or what is asked for, never more than a page has room for",
        arguments: [
            (SectionChoice.usual, [10, 0, 0, 1]), (.all, [10, 14, 11, 0]), (.only(["network"]), [0, 0, 20, 0]),
            (.only(["network", "disks", "cpu"]), [10, 14, 11, 0]), (.only([]), [0, 0, 0, 0]),
        ] as [(SectionChoice, [Int])])
    func counts(choice: SectionChoice, drawn: [Int]) {
        #expect(choice.counts(of: sizes, beside: 5) == drawn)
    }

    @Test(
        "the fewer by themselves the more hosts each is made of, but all that are asked for",
        arguments: [(1, [10, 0, 0, 1]), (50, [10, 0, 0, 1]), (100, [0, 0, 0, 1]), (1000, [0, 0, 0, 0])])
    func ofManyHosts(hosts: Int, drawn: [Int]) {
        #expect(SectionChoice.usual.counts(of: sizes, beside: 5, hosts: hosts) == drawn)
        #expect(SectionChoice.only(["network"]).counts(of: sizes, beside: 5, hosts: hosts) == [0, 0, 20, 0])
    }

    @Test("nothing where there is no room")
    func full() {
        #expect(SectionChoice.all.counts(of: sizes, beside: 50) == [0, 0, 0, 0])
    }

    @Test("figures that are compared can all be computed")
    func figures() {
        #expect(KeyFigure.definition.series.map(\.label) == KeyFigure.allCases.map(\.rawValue))
    }
}
