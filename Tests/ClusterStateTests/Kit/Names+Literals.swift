import MetricModel

// Names of tables are easier to read as plain text.
extension GroupName: ExpressibleByStringLiteral {
    package init(stringLiteral text: StaticString) { self.init(literal: text) }
}

extension HostName: ExpressibleByStringLiteral {
    package init(stringLiteral text: StaticString) { self.init(literal: text) }
}

extension InstanceName: ExpressibleByStringLiteral {
    package init(stringLiteral text: StaticString) { self.init(literal: text) }
}
