extension BrowserTab {
    /// A point of a page, in CSS pixels of what is seen of it.
    struct Point: Sendable {
        var x, y: Double

        fileprivate var fields: [String: DevToolsValue] { ["x": .number(x), "y": .number(y)] }
    }

    /// A point within an element, which is brought into view: by its shares of width and height.
    func point(in selector: String, _ x: Double = 0.5, _ y: Double = 0.5) async throws -> Point {
        let box = try await evaluate(
            """
            (() => {
              const element = document.querySelector(`\(selector)`);
              element.scrollIntoView({ block: "center", behavior: "instant" });
              const { left, top, width, height } = element.getBoundingClientRect();
              return [left + width * \(x), top + height * \(y)];
            })()
            """
        ).list.compactMap(\.number)
        guard box.count == 2 else { throw BrowserError(description: "\(selector) has no place") }
        return Point(x: box[0], y: box[1])
    }

    // MARK: The mouse

    func moveMouse(to point: Point, isDown: Bool = false) async throws {
        try await mouse("mouseMoved", at: point, button: isDown ? "left" : "none", buttons: isDown ? 1 : 0)
    }

    func press(at point: Point) async throws { try await mouse("mousePressed", at: point, buttons: 1) }

    func release(at point: Point) async throws { try await mouse("mouseReleased", at: point, buttons: 0) }

    func click(at point: Point, times: Int = 1) async throws {
        try await moveMouse(to: point)
        for count in 1...times {
            try await mouse("mousePressed", at: point, buttons: 1, clicks: count)
            try await mouse("mouseReleased", at: point, buttons: 0, clicks: count)
        }
    }

    func drag(from start: Point, to end: Point) async throws {
        try await moveMouse(to: start)
        try await press(at: start)
        try await moveMouse(to: Point(x: (start.x + end.x) / 2, y: (start.y + end.y) / 2), isDown: true)
        try await moveMouse(to: end, isDown: true)
        try await release(at: end)
    }

    private func mouse(
        _ type: String, at point: Point, button: String = "left", buttons: Int, clicks: Int = 1
    ) async throws {
        var fields = point.fields
        fields["type"] = .string(type)
        fields["button"] = .string(button)
        fields["buttons"] = .number(Double(buttons))
        fields["clickCount"] = .number(type == "mouseMoved" ? 0 : Double(clicks))
        try await send("Input.dispatchMouseEvent", .object(fields))
    }

    // MARK: A finger

    /// Puts a finger down, or moves it; nil lifts it.
    func touch(_ type: String, at point: Point?) async throws {
        let points = point.map { [DevToolsValue.object($0.fields)] } ?? []
        try await send("Input.dispatchTouchEvent", ["type": .string(type), "touchPoints": .list(points)])
    }

    /// Touches a point for a twentieth of a second.
    func tap(at point: Point) async throws {
        var fields = point.fields
        fields["duration"] = 50
        fields["gestureSourceType"] = "touch"
        try await send("Input.synthesizeTapGesture", .object(fields))
    }

    // MARK: Keys

    /// Presses and lets go of a key: a letter, a sign, or a name as `ArrowLeft`.
    func key(_ key: String, isShifted: Bool = false) async throws {
        let codes = ["Tab": 9, "Enter": 13, "Escape": 27, "End": 35, "Home": 36, "ArrowLeft": 37, "ArrowRight": 39]
        var fields: [String: DevToolsValue] = ["key": .string(key), "modifiers": isShifted ? 8 : 0]
        if let code = codes[key] {
            fields["windowsVirtualKeyCode"] = .number(Double(code))
            fields["code"] = .string(key)
        }
        if key.count == 1 { fields["text"] = .string(key) }
        if key == "Enter" { fields["text"] = "\r" }
        fields["type"] = "keyDown"
        try await send("Input.dispatchKeyEvent", .object(fields))
        fields["type"] = "keyUp"
        fields["text"] = nil
        try await send("Input.dispatchKeyEvent", .object(fields))
    }

    func keys(_ text: String) async throws {
        for letter in text { try await key(String(letter)) }
    }
}
