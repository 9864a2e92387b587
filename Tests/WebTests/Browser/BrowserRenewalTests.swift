import Testing
import Web

@Suite("In a browser, a page that is left open")
struct BrowserRenewalTests {
    private static let end = "Number(document.querySelector(\"figure[data-json*='/load.'] > svg\").dataset.to)"
    private static let badge = "document.querySelector('.stale').checkVisibility()"

    @Test("shows what is new, by one small request a step")
    func points() async throws {
        try await MovingFixture.look { tab, moving in
            let first = try #require(try await tab.evaluate(Self.end).number)
            let mark = tab.inbox.events.count
            try await tab.evaluate("globalThis.isSame = true")
            await moving.pass(7)
            try await tab.until("\(Self.end) === \(Int(first) + 7)")
            // Both pictures came with one answer.
            #expect(
                try await tab.evaluate(
                    "[...document.querySelectorAll('figure > svg')].every((svg) => Number(svg.dataset.to) === \(Int(first) + 7))"
                ).bool == true)
            // The page was not loaded anew.
            #expect(try await tab.evaluate("globalThis.isSame").bool == true)
            let requests = tab.requests(after: mark)
            #expect(Set(requests) == ["\(MovingFixture.page)?from=-10min&to=now"])
            #expect(requests.count < 12)
            #expect(tab.complaints() == [])
        }
    }

    @Test("keeps the cursor where it is")
    func cursor() async throws {
        try await MovingFixture.look { tab, moving in
            try await tab.evaluate("document.querySelector('[tabindex=\"0\"]').focus()")
            try await tab.key("ArrowLeft")
            let first = try #require(try await tab.evaluate(Self.end).number)
            await moving.pass(5)
            try await tab.until("\(Self.end) === \(Int(first) + 5)")
            try await tab.until("document.querySelectorAll('line.cursor').length === 2")
            #expect(try await tab.evaluate("document.activeElement.dataset.json.includes('/load.')").bool == true)
        }
    }

    @Test("stands still while a moment is pinned")
    func pinned() async throws {
        try await MovingFixture.look { tab, moving in
            let first = try #require(try await tab.evaluate(Self.end).number)
            try await tab.evaluate("document.querySelector('[tabindex=\"0\"]').focus()")
            try await tab.key("ArrowLeft")
            try await tab.key("Enter")
            let mark = tab.inbox.events.count
            await moving.pass(5)
            // It would be renewed each second.
            try await tab.evaluate("new Promise((done) => setTimeout(done, 1200))")
            #expect(try await tab.evaluate(Self.end).number == first)
            #expect(tab.requests(after: mark) == [])
            try await tab.key("Escape")
            try await tab.until("\(Self.end) === \(Int(first) + 5)")
        }
    }

    @Test("says when nothing new comes, and when something does")
    func stale() async throws {
        try await MovingFixture.look { tab, moving in
            #expect(try await tab.evaluate(Self.badge).bool == false)
            await moving.pass(600, hasRows: false)
            try await tab.until(Self.badge)
            let words = try await tab.evaluate("document.querySelector('.stale').innerText").text ?? ""
            #expect(words.contains("No data since 20"))
            // The server says the same to those who run no script.
            let text = try await moving.fixture.get(MovingFixture.page).text
            #expect(text.contains(#/<p [^>]*class="stale"[^>]*[^n]>/#))
            #expect(!text.contains(#/class="stale"[^>]* hidden>/#))
        }
    }
}
