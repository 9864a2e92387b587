import HTTPTypes
import Hummingbird
import NIOCore

/// What pages load: the style sheet, the script, the mark.
struct AssetRoutes {
    let site: Site

    func add(to router: some RouterMethods<WebContext>) {
        router.get("style.css") { request, _ in styleSheet(request) }
        router.get("plexus.js") { request, _ in script(request) }
        router.get("favicon.svg") { _, _ in
            Response(Favicon.svg, type: "image/svg+xml", cache: "public, max-age=86400")
        }
    }

    private func styleSheet(_ request: Request) -> Response {
        let isThisVersion = request.query("v") == StyleSheet.version
        return Response(
            StyleSheet.text, type: "text/css; charset=utf-8",
            cache: isThisVersion ? "public, max-age=31536000, immutable" : "no-cache")
    }

    private func script(_ request: Request) -> Response {
        let isThisVersion = request.query("v") == Script.version
        return Response(
            bytes: ByteBuffer(bytes: Script.bytes), type: "text/javascript; charset=utf-8",
            cache: isThisVersion ? "public, max-age=31536000, immutable" : "no-cache")
    }
}
