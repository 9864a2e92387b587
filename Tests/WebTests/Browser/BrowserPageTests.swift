import Foundation
import Testing

@Suite("In a browser, every page")
struct BrowserPageTests {
    @Test("is without fault", arguments: VisitedPage.all, [BrowserLook.light, .dark, .phone])
    func soundness(page: VisitedPage, look: BrowserLook) async throws {
        try await Fixture.look(at: page.path, look) { tab, _ in
            #expect(tab.complaints(isFailure: page.isFailure) == [])
            #expect(try await tab.evaluate("document.title").text?.hasSuffix(" · Plexus") == true)
            // Nothing sticks out of the window, however narrow.
            let overhang = try await tab.evaluate(
                """
                (() => {
                  const width = document.documentElement.clientWidth;
                  if (document.documentElement.scrollWidth <= width) return [];
                  return [...document.querySelectorAll("body *")].filter(
                    (element) => element.getBoundingClientRect().right > width + 1 && !element.closest(".scroll")
                  ).map((element) => `${element.tagName}.${element.getAttribute("class")}`);
                })()
                """
            ).texts
            #expect(overhang == [])
            let twice = try await tab.evaluate(
                """
                (() => {
                  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
                  return ids.filter((id, index) => ids.indexOf(id) !== index);
                })()
                """
            ).texts
            #expect(twice == [])
            // By its picture's own title and sentence.
            let nameless = try await tab.evaluate(
                """
                [...document.querySelectorAll("figure > svg, figure > a > svg")].filter((svg) => {
                  const ids = (svg.getAttribute("aria-labelledby") ?? "").split(" ");
                  return !svg.getAttribute("aria-label")
                    && !ids.some((id) => document.getElementById(id)?.textContent.trim());
                }).map((svg) => svg.outerHTML.slice(0, 200))
                """
            ).texts
            #expect(nameless == [])
            #expect(try await tab.evaluate(Contrast.failures).texts == [])
        }
    }

    @Test("is reached by the Tab key: the way to the content first", arguments: VisitedPage.all)
    func tabOrder(page: VisitedPage) async throws {
        try await Fixture.look(at: page.path) { tab, _ in
            try await tab.key("Tab")
            #expect(try await tab.evaluate("document.activeElement.className").text == "skip")
            #expect(
                try await tab.evaluate("document.activeElement.getBoundingClientRect().left >= 0").bool == true)
            try await tab.key("Enter")
            #expect(try await tab.evaluate("location.hash").text == "#content")
            // Pages of a few words have nothing to be reached in them.
            let stops = "document.querySelectorAll('main a[href], main summary, main input, main [tabindex=\"0\"]')"
            guard try await tab.evaluate("\(stops).length").number ?? 0 > 0 else { return }
            try await tab.key("Tab")
            #expect(try await tab.evaluate("document.activeElement.closest('main') !== null").bool == true)
            #expect(
                try await tab.evaluate("getComputedStyle(document.activeElement).outlineStyle").text == "solid")
        }
    }

    @Test("says all without its script", arguments: VisitedPage.all)
    func withoutScript(page: VisitedPage) async throws {
        // Of what is not on the screen yet, innerText may say nothing.
        let words = """
            document.querySelectorAll("main *").forEach((part) => part.style?.setProperty("content-visibility", "visible"));
            (document.querySelector("main").innerText + [...document.querySelectorAll("main svg")]
              .map((svg) => svg.textContent).join(" ")).split(/\\s+/).filter((word) => word.length > 1)
            """
        try await Fixture.look(at: page.path, .withoutScript) { tab, fixture in
            let told = Set(try await tab.evaluate(words).texts)
            #expect(tab.complaints(isFailure: page.isFailure) == [])
            #expect(told.count > 5)
            try await tab.dress(.light)
            try await tab.open(fixture.root + page.path)
            let added = Set(try await tab.evaluate(words).texts).subtracting(told)
            #expect(added == [])
        }
    }

    @Test("is printed in light colours, whatever the screen's", arguments: ["/host/prod/old", "/"])
    func print(path: String) async throws {
        try await Fixture.look(at: path, .dark) { tab, _ in
            let paper = try await tab.print()
            #expect(paper.starts(with: Array("%PDF".utf8)))
            #expect(paper.count > 10_000)
            try await tab.send("Emulation.setEmulatedMedia", ["media": "print"])
            let colors = try await tab.evaluate(
                "[document.body, document.querySelector('h1')].map((e) => getComputedStyle(e))"
                    + ".flatMap((s, i) => i === 0 ? s.backgroundColor : s.color)"
            ).texts
            let shades = colors.map { color in
                color.matches(of: #/[\d.]+/#).prefix(3).compactMap { Double($0.output) }.reduce(0, +) / 3
            }
            #expect(shades.count == 2)
            #expect(shades.first.map { $0 > 220 } == true, "\(colors)")
            #expect(shades.last.map { $0 < 80 } == true, "\(colors)")
        }
    }
}
