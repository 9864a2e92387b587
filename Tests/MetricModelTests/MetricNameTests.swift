import MetricModel
import Testing

@Suite("Names of metrics")
struct MetricNameTests {
    @Test(
        "are read as they are written",
        arguments: [
            ("cpu.user", "cpu", nil, "user"),
            ("disk@sda.read_bytes", "disk", "sda", "read_bytes"),
            ("filesystem@/var/lib.free", "filesystem", "/var/lib", "free"),
            ("filesystem@/a.b/c.free", "filesystem", "/a.b/c", "free"),
            ("network@bond0.100.rx_bytes", "network", "bond0.100", "rx_bytes"),
            ("filesystem@user@host:/x.used", "filesystem", "user@host:/x", "used"),
            ("filesystem@@.used", "filesystem", "@", "used"),
            ("filesystem@/mnt/my disk.used", "filesystem", "/mnt/my disk", "used"),
            ("foreign@ウェブ群.value", "foreign", "ウェブ群", "value"),
            // An accent at the beginning belongs to the instance, though it prints on the "@".
            ("foreign@\u{301}a.value", "foreign", "\u{301}a", "value"),
            ("foreign@a.\u{301}.value", "foreign", "a.\u{301}", "value"),
        ] as [(String, String, String?, String)])
    func roundTrip(text: String, subject: String, instance: String?, field: String) throws {
        let name = try #require(MetricName(text))
        #expect(name.subject.text == subject)
        #expect(name.instance?.text == instance)
        #expect(name.field.text == field)
        #expect(Array(name.description.utf8) == Array(text.utf8))
    }

    @Test(
        "lack nothing",
        arguments: [
            "", ".", "@", "cpu", "cpu.", ".user", "cpu@.user", "@sda.reads", "disk@sda", "disk@sda.", "cpu.user.x y",
            "CPU.user", "cpu.User", "disk@.hidden.reads", "disk@a\nb.reads", "cpu .user", "a.b.c",
        ])
    func refused(text: String) { #expect(MetricName(text) == nil) }
}
