import Testing
import Web

@Suite("In a browser, graphs")
struct BrowserGraphTests {
    private static let load = "figure[data-json*='/load.'] > svg"

    /// Expressions about the page.
    private static let from = "Number(new URL(location).searchParams.get('from'))"
    private static let to = "Number(new URL(location).searchParams.get('to'))"
    private static let at = "Number(new URL(location).searchParams.get('at'))"
    private static let plot = """
        (({ dataset: { from, to, x, w } }) => [from, to, x, w].map(Number))(document.querySelector("\(load)"))
        """
    private static func readout(_ graph: String) -> String {
        "document.querySelector(\"figure[data-json*='/\(graph).'] output\").textContent"
    }
    private static let cursors = "document.querySelectorAll('line.cursor').length"

    /// A point in the plot of the load, at a share of its time; and that time, to within the width of a pixel.
    private static func point(_ share: Double, in tab: BrowserTab) async throws -> (BrowserTab.Point, time: Double) {
        let numbers = try await tab.evaluate(plot).list.compactMap(\.number)
        try #require(numbers.count == 4)
        let width = try await tab.evaluate("document.querySelector(\"\(load)\").viewBox.baseVal.width").number ?? 1
        let point = try await tab.point(in: load, (numbers[2] + share * numbers[3]) / width, 0.4)
        return (point, numbers[0] + share * (numbers[1] - numbers[0]))
    }

    @Test("are zoomed into by dragging, and the way back is the browser's")
    func drag() async throws {
        try await MovingFixture.look { tab, _ in
            let (start, early) = try await Self.point(0.25, in: tab)
            let (end, late) = try await Self.point(0.75, in: tab)
            try await tab.loading { try await tab.drag(from: end, to: start) }
            let from = try #require(try await tab.evaluate(Self.from).number)
            let to = try #require(try await tab.evaluate(Self.to).number)
            // A pixel is more than a second.
            #expect(abs(from - early) < 4)
            #expect(abs(to - late) < 4)
            #expect(try await tab.evaluate(Self.plot).list.first?.number == from)
            try await tab.evaluate("history.back()")
            try await tab.until("location.search === '?from=-10min&to=now'")
            #expect(tab.complaints() == [])
        }
    }

    @Test("show a cursor in each, with the values")
    func cursor() async throws {
        try await MovingFixture.look { tab, _ in
            let (point, time) = try await Self.point(0.5, in: tab)
            try await tab.moveMouse(to: point)
            #expect(try await tab.evaluate(Self.cursors).number == 2)
            try await tab.until("\(Self.readout("load")).includes('1 min')")
            let words = try #require(try await tab.evaluate(Self.readout("load")).text)
            let value = try #require(words.firstMatch(of: #/1 min (\d+)/#).flatMap { Double($0.output.1) })
            let difference = (value - time.truncatingRemainder(dividingBy: 100)).magnitude
            #expect(min(difference, 100 - difference) < 5, "\(words) at \(time)")
            try await tab.until("\(Self.readout("memory")).includes('used')")
            try await tab.moveMouse(to: BrowserTab.Point(x: 2, y: 2))
            #expect(try await tab.evaluate(Self.cursors).number == 0)
            #expect(try await tab.evaluate(Self.readout("load")).text == "")
        }
    }

    @Test("are reached by the Tab key, and their cursor moved by arrows")
    func arrows() async throws {
        try await MovingFixture.look { tab, _ in
            try await tab.evaluate("document.querySelector('[tabindex=\"0\"]').focus()")
            #expect(try await tab.evaluate("document.activeElement.dataset.json.includes('/load.')").bool == true)
            let x = "Number(document.querySelector('line.cursor').getAttribute('x1'))"
            try await tab.key("End")
            let end = try #require(try await tab.evaluate(x).number)
            try await tab.key("ArrowLeft", isShifted: true)
            let tenth = try #require(try await tab.evaluate(x).number)
            try await tab.key("ArrowRight")
            let ninth = try #require(try await tab.evaluate(x).number)
            #expect(tenth < ninth && ninth < end)
            #expect(abs((end - tenth) - 10 * (ninth - tenth)) < 0.1)
            try await tab.key("Home")
            #expect(try await tab.evaluate(x).number ?? end < tenth)
            #expect(try await tab.evaluate(Self.cursors).number == 2)
            try await tab.key("ArrowDown")
            #expect(try await tab.evaluate("document.activeElement.dataset.json.includes('/memory.')").bool == true)
            try await tab.key("ArrowUp")
            #expect(try await tab.evaluate("document.activeElement.dataset.json.includes('/load.')").bool == true)
            #expect(try await tab.evaluate("document.querySelectorAll('figure[tabindex=\"0\"]').length").number == 1)
            try await tab.key("Enter")
            #expect(try await tab.evaluate(Self.at).number ?? 0 > 0)
            try await tab.key("Escape")
            #expect(try await tab.evaluate(Self.at).number == 0)
            #expect(try await tab.evaluate(Self.cursors).number == 0)
        }
    }

    @Test("keep a moment that is clicked, in the address too")
    func pin() async throws {
        try await MovingFixture.look { tab, _ in
            let (point, time) = try await Self.point(0.5, in: tab)
            try await tab.click(at: point)
            let at = try #require(try await tab.evaluate(Self.at).number)
            #expect(abs(at - time) < 4)
            try await tab.moveMouse(to: BrowserTab.Point(x: 2, y: 2))
            #expect(try await tab.evaluate(Self.cursors).number == 2)
            let link = "document.querySelector('.moment a').getAttribute('href').split('/host/')[1]"
            #expect(try await tab.evaluate(link).text == "prod/web1?at=\(Int(at))")
            try await tab.loading { try await tab.send("Page.reload") }
            #expect(try await tab.evaluate(Self.at).number == at)
            #expect(try await tab.evaluate(Self.cursors).number == 2)
            try await tab.until("\(Self.readout("load")).includes('1 min')")
            try await tab.click(at: try await Self.point(0.6, in: tab).0)
            #expect(try await tab.evaluate("new URL(location).searchParams.has('at')").bool == false)
            #expect(try await tab.evaluate("document.querySelector('.moment')").text == nil)
            #expect(tab.complaints() == [])
        }
    }

    @Test("are zoomed out of by a double click")
    func doubleClick() async throws {
        try await Browser.useTab { tab in
            try await MovingFixture.use { moving in
                let (from, to) = (moving.now - 400, moving.now - 200)
                try await tab.open(moving.fixture.root + "\(MovingFixture.page)?from=\(from)&to=\(to)")
                let (point, _) = try await Self.point(0.5, in: tab)
                try await tab.loading { try await tab.click(at: point, times: 2) }
                let start = try #require(try await tab.evaluate(Self.from).number)
                let end = try #require(try await tab.evaluate(Self.to).number)
                #expect(abs((end - start) - 400) < 8)
                #expect(start < Double(from) && end > Double(to))
            }
        }
    }

    @Test("are left as they are where Escape ends a selection")
    func escape() async throws {
        try await MovingFixture.look { tab, _ in
            let (start, _) = try await Self.point(0.25, in: tab)
            let (end, _) = try await Self.point(0.75, in: tab)
            let selections = "document.querySelectorAll('rect.selection').length"
            try await tab.moveMouse(to: start)
            try await tab.press(at: start)
            try await tab.moveMouse(to: end, isDown: true)
            #expect(try await tab.evaluate(selections).number == 1)
            try await tab.key("Escape")
            #expect(try await tab.evaluate(selections).number == 0)
            try await tab.release(at: end)
            #expect(try await tab.evaluate("location.search").text == "?from=-10min&to=now")
        }
    }

    @Test("follow a finger's tap, and are zoomed into by one that rests first")
    func touch() async throws {
        try await MovingFixture.look(.phone) { tab, _ in
            let (start, early) = try await Self.point(0.25, in: tab)
            let (end, late) = try await Self.point(0.75, in: tab)
            try await tab.tap(at: start)
            try await tab.until("\(Self.cursors) > 0")
            #expect(try await tab.evaluate("location.search").text == "?from=-10min&to=now")
            try await tab.touch("touchStart", at: start)
            try await tab.until("document.querySelector('rect.selection') !== null")
            try await tab.touch("touchMove", at: end)
            try await tab.loading { try await tab.touch("touchEnd", at: nil) }
            #expect(abs((try await tab.evaluate(Self.from).number ?? 0) - early) < 6)
            #expect(abs((try await tab.evaluate(Self.to).number ?? 0) - late) < 6)
        }
    }

    @Test(
        "are moved through by keys",
        arguments: [("[", [-100, 100]), ("]", [100, 300]), ("+", [50, 150]), ("-", [-100, 300])])
    func keys(key: String, expected: [Int]) async throws {
        try await Browser.useTab { tab in
            try await MovingFixture.use { moving in
                let start = moving.now - 400
                try await tab.open(moving.fixture.root + "\(MovingFixture.page)?from=\(start)&to=\(start + 200)")
                try await tab.loading { try await tab.key(key) }
                let shown = [
                    try await tab.evaluate(Self.from).number ?? 0, try await tab.evaluate(Self.to).number ?? 0,
                ].map { Int($0) - start }
                #expect(shown == expected)
            }
        }
    }
}
