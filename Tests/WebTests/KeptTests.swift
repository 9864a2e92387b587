import Testing
import Web

@Suite("What a reader chooses for all pages")
struct KeptTests {
    @Test("the zone and the theme go along with every link to a page, and into every form")
    func links() async throws {
        try await Fixture.use { fixture in
            let page = try await fixture.get("/host/prod/web1?range=24h&tz=Asia/Tokyo&theme=dark").text
            #expect(page.contains(#"<html lang="en" data-zone="Asia/Tokyo" data-theme="dark">"#))
            #expect(page.contains(#"href="/group/prod?tz=Asia%2FTokyo&amp;theme=dark""#))
            #expect(page.contains(#"href="/host/prod/web1?range=3h&amp;tz=Asia%2FTokyo&amp;theme=dark""#))
            #expect(page.contains(#"<input type="hidden" name="theme" value="dark">"#))
        }
    }

    @Test("neither is there where none was chosen")
    func none() async throws {
        try await Fixture.use { fixture in
            let page = try await fixture.get("/host/prod/web1").text
            #expect(page.contains(#"href="/group/prod""#) && !page.contains("data-theme"))
        }
    }

    @Test(
        "what is neither zone nor theme is refused, with an example", arguments: ["theme=%22x", "tz=Mars", "theme=%20"])
    func refused(query: String) async throws {
        try await Fixture.use { fixture in
            let answer = try await fixture.get("/?" + query)
            #expect(answer.status == 400 && answer.text.contains("try "))
        }
    }
}
