import Foundation

/// A tab of the browser, looking at one page at a time.
struct BrowserTab: Sendable {
    let tools: DevTools
    /// Everything that happened in it.
    let inbox: DevToolsInbox
    let session: String
    private let context: DevToolsValue

    init(_ look: BrowserLook, in tools: DevTools) async throws {
        self.tools = tools
        context = try await tools.send("Target.createBrowserContext")["browserContextId"]
        let target = try await tools.send(
            "Target.createTarget", ["url": "about:blank", "browserContextId": context, "newWindow": true])["targetId"]
        let answer = try await tools.send("Target.attachToTarget", ["targetId": target, "flatten": true])
        session = answer["sessionId"].text ?? ""
        inbox = tools.keepEvents(of: session)
        for domain in ["Page", "Runtime", "Network", "Log"] { try await send("\(domain).enable") }
        // Tabs of other tests must not make this one a hidden one.
        try await send("Emulation.setFocusEmulationEnabled", ["enabled": true])
        try await dress(look)
    }

    func close() async throws {
        try await tools.send("Target.disposeBrowserContext", ["browserContextId": context])
        tools.forget(session)
    }

    @discardableResult
    func send(_ method: String, _ parameters: DevToolsValue = [:]) async throws -> DevToolsValue {
        try await tools.send(method, parameters, to: session)
    }

    /// Shows what is open in another look, without loading it anew.
    func dress(_ look: BrowserLook) async throws {
        try await send(
            "Emulation.setDeviceMetricsOverride",
            [
                "width": .number(Double(look.width)), "height": 900, "deviceScaleFactor": 1,
                "mobile": .bool(look.width < 500),
            ])
        try await send(
            "Emulation.setEmulatedMedia",
            ["features": [["name": "prefers-color-scheme", "value": look.isDark ? "dark" : "light"]]])
        try await send("Emulation.setScriptExecutionDisabled", ["value": .bool(!look.runsScripts)])
    }

    // MARK: Pages

    /// Opens a page, until all of it is there.
    func open(_ address: String) async throws {
        try await loading {
            let answer = try await send("Page.navigate", ["url": .string(address)])
            if let reason = answer["errorText"].text { throw BrowserError(description: "\(address): \(reason)") }
        }
    }

    /// Does something that opens another page, until all of that is there.
    func loading(_ work: () async throws -> Void) async throws {
        let mark = inbox.events.count
        try await work()
        try await inbox.first("Page.loadEventFired", after: mark)
    }

    /// The value of an expression in the page, awaited if it is a promise.
    @discardableResult
    func evaluate(_ expression: String) async throws -> DevToolsValue {
        let answer = try await send(
            "Runtime.evaluate",
            ["expression": .string(expression), "returnByValue": true, "awaitPromise": true, "userGesture": true])
        let problem = answer["exceptionDetails"]
        if let text = problem["exception"]["description"].text ?? problem["text"].text {
            throw BrowserError(description: "\(expression): \(text)")
        }
        return answer["result"]["value"]
    }

    /// Waits until an expression is true, in this page or in one that it leads to.
    func until(_ expression: String) async throws {
        // Given up in the page, too, so that a test says what it waited for.
        let patience = """
            new Promise((done) => {
              const end = performance.now() + 20000;
              const look = () => {
                const holds = \(expression);
                holds || performance.now() > end ? done(Boolean(holds)) : setTimeout(look, 5);
              };
              look();
            })
            """
        while true {
            do {
                guard try await evaluate(patience).bool == true else {
                    throw BrowserError(description: "it never came true: \(expression)")
                }
                return
            } catch let error as BrowserError
                where ["context was destroyed", "navigated", "Cannot find context"].contains(
                    where: error.description.contains)
            {
                continue
            }
        }
    }

    /// The page on paper, as a PDF file.
    func print() async throws -> Data {
        let answer = try await send("Page.printToPDF", ["printBackground": true, "preferCSSPageSize": true])
        return answer["data"].text.flatMap { Data(base64Encoded: $0) } ?? Data()
    }

    /// The page as a PNG file.
    func screenshot() async throws -> Data {
        let answer = try await send("Page.captureScreenshot", ["captureBeyondViewport": true])
        return answer["data"].text.flatMap { Data(base64Encoded: $0) } ?? Data()
    }
}
