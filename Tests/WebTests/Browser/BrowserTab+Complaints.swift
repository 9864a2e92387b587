import Foundation

extension BrowserTab {
    /// What no page may give a reason for: errors and warnings in the console, exceptions, breaches of the policy of
    /// contents, requests to other hosts, and requests that fail.
    ///
    /// - `isFailure`: whether the page itself is the account of an error.
    func complaints(isFailure: Bool = false) -> [String] {
        var own: String?
        return inbox.events.compactMap { event in
            let details = event.parameters
            switch event.method {
            case "Network.requestWillBeSent":
                guard let address = details["request"]["url"].text, let url = URL(string: address) else { return nil }
                if own == nil { own = url.host }
                return url.scheme == "data" || url.host == own ? nil : "a request to \(address)"
            case "Runtime.consoleAPICalled":
                guard ["error", "warning", "assert"].contains(details["type"].text) else { return nil }
                return "console: \(details["args"].list.compactMap { $0["value"].text })"
            case "Runtime.exceptionThrown":
                let problem = details["exceptionDetails"]
                return problem["exception"]["description"].text ?? problem["text"].text ?? "an exception"
            case "Log.entryAdded":
                let entry = details["entry"]
                guard entry["level"].text != "info", entry["level"].text != "verbose" else { return nil }
                if isFailure, entry["source"].text == "network" { return nil }
                return "\(entry["source"].text ?? ""): \(entry["text"].text ?? "") \(entry["url"].text ?? "")"
            default: return nil
            }
        }
    }

    /// The paths and queries of everything that was asked for, in order.
    ///
    /// Without the mark of the tab, which the browser gets when it likes.
    func requests(after mark: Int = 0) -> [String] {
        inbox.events.dropFirst(mark).compactMap { event in
            guard event.method == "Network.requestWillBeSent", let address = event.parameters["request"]["url"].text,
                let url = URLComponents(string: address), url.path != "/favicon.svg"
            else { return nil }
            return url.percentEncodedPath + (url.percentEncodedQuery.map { "?\($0)" } ?? "")
        }
    }
}
