import Testing
import Web

@Suite("A group's wall")
struct WallTests {
    @Test(
        "shows every host in one picture and on one scale",
        arguments: ["name", "now", "mean", "max", "spread", "change"])
    func wall(order: String) async throws {
        try await Fixture.use { fixture in
            let page = try await fixture.get("/group/prod/wall?graph=load&sort=\(order)")
            #expect(page.status == 200)
            for host in ["web2", "old"] { #expect(page.text.contains("<b>\(host)</b>")) }
            #expect(page.text.matches(of: #/class="brick"/#).count >= 2)
            #expect(page.text.contains("<svg"))
        }
    }

    @Test(
        "says what cannot be shown",
        arguments: [
            ("/group/nobody/wall", 404, "there is no group"),
            ("/group/prod/wall?sort=size", 400, "sort: expected one of"),
            ("/group/prod/wall?graph=nothing", 404, "there is no graph"),
        ])
    func errors(address: String, status: Int, sentence: String) async throws {
        try await Fixture.use { fixture in
            let page = try await fixture.get(address)
            #expect(page.status == status)
            #expect(page.text.lowercased().contains(sentence))
        }
    }
}
