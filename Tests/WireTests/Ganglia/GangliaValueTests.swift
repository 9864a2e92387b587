import Glibc
import TestKit
import Testing
import Wire

@Suite("Values of Ganglia messages")
struct GangliaValueTests {
    @Test(
        "are numbers where their text is one, as strtod reads it",
        arguments: [
            ("12", 12), ("-12", -12), ("+5", 5), ("3.14159", 3.14159), (".5", 0.5), ("5.", 5), ("1e-7", 1e-7),
            ("1E3", 1000), ("0x1F", 31), ("-0x1f", -31), ("0X10", 16), ("  7", 7), ("7\n", 7), ("\t 7 \r\n", 7),
            ("4000000000", 4e9), ("99999999999999999999", 1e20), ("1e-400", 0), ("", nil), (" ", nil), ("abc", nil),
            ("nan", nil), ("NaN", nil), ("inf", nil), ("-infinity", nil), ("1e999", nil), ("1 2", nil), ("1,5", nil),
            ("12%", nil), ("0x", nil), ("1e", nil), ("--1", nil), ("1_0", nil), ("1\u{0}", nil), ("１", nil),
            ("e5", nil), ("ON", nil),
        ] as [(String, Double?)])
    func numbers(text: String, number: Double?) {
        #expect(GangliaValue(.string(text), format: "%s").number == number)
    }

    @Test(
        "are numbers when typed, unless they are not finite",
        arguments: [
            (.ushort(65535), 65535), (.short(-32768), -32768), (.int(.min), -2_147_483_648),
            (.uint(.max), 4_294_967_295), (.float(0.5), 0.5), (.double(1e300), 1e300), (.float(.nan), nil),
            (.float(.infinity), nil), (.double(.nan), nil), (.double(-.infinity), nil),
        ] as [(GangliaValue.Content, Double?)])
    func typed(content: GangliaValue.Content, number: Double?) {
        #expect(GangliaValue(content, format: "%s").number == number)
    }

    @Test(
        "follow their own format where it is safe and fits",
        arguments: [
            (.ushort(2), "%hu", "2"), (.uint(4_000_000_000), "%u", "4000000000"), (.uint(7), "%lu", "7"),
            (.uint(255), "%x", "ff"), (.uint(255), "%#x", "0xff"), (.uint(255), "%#08x", "0x0000ff"),
            (.uint(0), "%#x", "0"), (.int(-5), "%d", "-5"), (.int(-5), "%i", "-5"), (.int(5), "%+d", "+5"),
            (.int(5), "% d", " 5"), (.int(5), "%5d", "    5"), (.int(5), "%-5d", "5    "), (.int(-5), "%05d", "-0005"),
            (.int(5), "%.3d", "005"), (.int(5), "%06.3d", "   005"), (.int(0), "%.0d", ""), (.int(5), "%lld", "5"),
            (.float(3.29), "%.2f", "3.29"), (.double(2.5), "%.0f", "2"), (.double(3.5), "%.0f", "4"),
            (.double(2.5), "%.f", "2"), (.double(0.125), "%.2f", "0.12"), (.double(9.999), "%.2f", "10.00"),
            (.double(-0.0), "%.1f", "-0.0"), (.double(1.5), "%f", "1.500000"), (.double(1.5), "%lf", "1.500000"),
            (.double(1.5), "%#.0f", "2."), (.double(-1.5), "%08.2f", "-0001.50"), (.double(1.5), "%-8.2fx", "1.5"),
            (.double(12345.678), "%e", "1.234568e+04"), (.double(0), "%.2e", "0.00e+00"),
            (.double(1e-300), "%.0e", "1e-300"), (.double(0.0001), "%g", "0.0001"),
            (.double(0.00001), "%g", "1e-05"), (.double(123456), "%g", "123456"),
            (.double(1234567), "%g", "1.23457e+06"),
            (.double(100), "%.15g", "100"), (.double(0), "%g", "0"), (.double(1), "%#g", "1.00000"),
            // By the C standard; glibc loses the zeros here.
            (.double(999.9995), "%#.3g", "1.00e+03"),
            (.double(.nan), "%05.1f", "  nan"), (.double(-.infinity), "%.1f", "-inf"),
            (.string("hello"), "%s", "hello"), (.string("hello"), "%7s", "  hello"),
            (.string("hello"), "%-7s", "hello  "),
            (.string("hello"), "%.2s", "he"), (.string("grün"), "%.3s", "gr"), (.string("grün"), "%.4s", "grü"),
            (.string(""), "%s", ""), (.double(1), "%64.1f", String(repeating: " ", count: 61) + "1.0"),
        ] as [(GangliaValue.Content, String, String)])
    func formats(content: GangliaValue.Content, format: String, text: String) {
        #expect(GangliaValue(content, format: format).formatted == text)
    }

    @Test(
        "ignore a format that is not one safe conversion or is for another type",
        arguments: [
            (.float(3.29), "", "3.29"), (.float(3.29), "%", "3.29"), (.float(3.29), "%d", "3.29"),
            (.float(3.29), "%s", "3.29"), (.float(3.29), "%n", "3.29"), (.float(3.29), "%hf", "3.29"),
            (.float(3.29), "%llf", "3.29"), (.float(3.29), "%Lf", "3.29"), (.float(3.29), "%F", "3.29"),
            (.float(3.29), "%.2f%%", "3.29"), (.float(3.29), "%.2f %s", "3.29"), (.float(3.29), " %.2f", "3.29"),
            (.float(3.29), "%*f", "3.29"), (.float(3.29), "%1$f", "3.29"), (.float(3.29), "%65f", "3.29"),
            (.float(3.29), "%.65f", "3.29"), (.float(3.29), "%99999999999999999999f", "3.29"),
            (.float(3.29), "%.-1f", "3.29"), (.int(-1), "%5u", "-1"), (.int(-1), "%5x", "-1"), (.int(5), "%f", "5"),
            (.int(5), "%s", "5"), (.int(5), "%lllld", "5"), (.int(5), "%hhd", "5"), (.uint(5), "%c", "5"),
            (.string("x"), "%d", "x"), (.string("x"), "%ls", "x"), (.string("x"), "%s%s%s%n", "x"),
            (.string("%n"), "%p", "%n"), (.double(1e22), "%q", "1e+22"),
        ] as [(GangliaValue.Content, String, String)])
    func unsafeFormats(content: GangliaValue.Content, format: String, text: String) {
        #expect(GangliaValue(content, format: format).formatted == text)
    }

    @Test("look as C's printf makes them look, whatever their size")
    func printf() {
        var generator = SeededGenerator(state: 3)
        let edges =
            [0, -0.0, 1, 0.5, 1.5, 999.9995, 1e15, 1e16, 1e22, 1e23, .greatestFiniteMagnitude]
            + [.leastNonzeroMagnitude, .leastNormalMagnitude, -.pi, 0.1, 1.0 / 3, 9.5, 99.5, 0.05, 5e-5, 0.00099995]
        let bits = (0..<300).map { _ in Double(bitPattern: generator.next()) }.filter(\.isFinite)
        let ordinary = (0..<300).map { _ in Double.random(in: -1e6...1e6, using: &generator) }
        let halves = (0..<100).map { _ in Double(Int.random(in: -4000...4000, using: &generator)) / 16 }
        let formats =
            ["%f", "%.0f", "%.1f", "%.3f", "%.20f", "%e", "%.0e", "%.16e", "%g", "%.1g", "%.15g", "%.17g"]
            + ["%+012.2f", "% -12.1e", "%#.0e", "%64.64g"]
        for number in edges + bits + ordinary + halves {
            for format in formats {
                let expected = withVaList([number]) { arguments in
                    var buffer = [CChar](repeating: 0, count: 512)
                    let length = vsnprintf(&buffer, buffer.count, format, arguments)
                    return String(decoding: buffer.prefix(Int(length)).map(UInt8.init), as: UTF8.self)
                }
                let formatted = GangliaValue(.double(number), format: format).formatted
                if formatted != expected { Issue.record("\(format) of \(number): \(formatted), not \(expected)") }
            }
        }
    }
}
