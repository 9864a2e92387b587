import Testing
import Web

@Suite("In a browser, keys")
struct BrowserKeyTests {
    @Test("lead to the search, where they are letters again")
    func search() async throws {
        try await Fixture.look(at: "/host/prod/web1") { tab, _ in
            try await tab.key("/")
            #expect(try await tab.evaluate("document.activeElement.name").text == "q")
            try await tab.keys("[?")
            #expect(try await tab.evaluate("document.activeElement.value").text == "[?")
            #expect(try await tab.evaluate("document.querySelector('dialog')").text == nil)
        }
    }

    @Test("are listed in a dialog, which Escape and its button close")
    func help() async throws {
        try await Fixture.look(at: "/host/prod/web1") { tab, _ in
            let isOpen = "document.querySelector('dialog')?.open === true"
            for closing in ["Escape", "Enter"] {
                try await tab.key("?")
                #expect(try await tab.evaluate(isOpen).bool == true)
                let words = try await tab.evaluate("document.querySelector('dialog').innerText").text ?? ""
                for word in ["Search", "Hosts", "In graphs", "Zoom"] { #expect(words.contains(word), "\(words)") }
                #expect(try await tab.evaluate(Contrast.failures).texts == [])
                // The dialog has the focus on its button.
                try await tab.key(closing)
                try await tab.until("document.querySelector('dialog') === null")
            }
            #expect(tab.complaints() == [])
        }
    }

    @Test("go to places after a g")
    func places() async throws {
        try await Fixture.look(at: "/host/prod/web1") { tab, fixture in
            try await tab.key("h")
            #expect(try await tab.evaluate("location.pathname").text == "/host/prod/web1")
            try await tab.loading { try await tab.keys("go") }
            #expect(try await tab.evaluate("location.pathname").text == "/")
            // Every place of the header, by its letter.
            let places = try await tab.evaluate(
                "[...document.querySelectorAll('.places a')].map((a) => `${a.dataset.key} ${a.pathname}`)"
            ).texts.map { $0.split(separator: " ") }
            #expect(Set(places.map(\.first)).count == places.count)
            for place in places {
                try await tab.open(fixture.root + "/host/prod/web1")
                try await tab.loading { try await tab.keys("g\(place[0])") }
                #expect(try await tab.evaluate("location.pathname").text == String(place[1]))
            }
        }
    }

    @Test("and a button copy the link to what is shown")
    func copy() async throws {
        try await Fixture.look(at: "/host/prod/old?range=3h") { tab, fixture in
            try await tab.evaluate(
                "navigator.clipboard.writeText = async (text) => { globalThis.copied = text; }")
            try await tab.click(at: try await tab.point(in: "a[data-copy]"))
            try await tab.until("document.querySelector('a[data-copy]').textContent === 'Copied'")
            let copied = try await tab.evaluate("globalThis.copied").text ?? ""
            #expect(copied.hasPrefix(fixture.root + "/host/prod/old?from="))
            #expect(copied.wholeMatch(of: #/.*\?from=\d+&to=\d+/#) != nil, "\(copied)")
            #expect(try await tab.evaluate("location.search").text == "?range=3h")
        }
    }
}
