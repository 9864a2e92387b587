import Foundation
import Testing

@testable import Web

@Suite("Pictures that librrd has drawn")
struct PictureCacheTests {
    private static func tag(_ text: String) -> EntityTag { EntityTag(of: text) }

    private static func picture(_ size: Int) -> Data { Data(repeating: UInt8(size & 0xFF), count: size) }

    @Test("are kept until those asked for since need their room")
    func room() {
        let cache = PictureCache(limit: 400)
        let (a, b, c, d, e) = (Self.tag("a"), Self.tag("b"), Self.tag("c"), Self.tag("d"), Self.tag("e"))
        #expect(cache.picture(a) == nil)
        for tag in [a, b, c, d] { cache.keep(Self.picture(100), as: tag) }
        #expect(cache.picture(a) == Self.picture(100))
        cache.keep(Self.picture(50), as: e)
        // b was the longest not asked for.
        #expect(cache.picture(b) == nil)
        #expect([a, c, d, e].allSatisfy { cache.picture($0) != nil })
    }

    @Test("that are far too large are not kept, and one kept again takes its room once")
    func large() {
        let cache = PictureCache(limit: 400)
        let (a, b) = (Self.tag("a"), Self.tag("b"))
        cache.keep(Self.picture(101), as: a)
        #expect(cache.picture(a) == nil)
        cache.keep(Self.picture(90), as: b)
        for _ in 0..<20 { cache.keep(Self.picture(90), as: a) }
        #expect(cache.picture(a) != nil && cache.picture(b) != nil)
    }
}
