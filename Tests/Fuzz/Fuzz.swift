import Glibc
import Parsers

/// Which parser the bytes go to: the variable PLEXUS_PARSER names it.
private let parser: Parser = {
    let name = getenv("PLEXUS_PARSER").map { String(cString: $0) } ?? ""
    guard let parser = Parser.all.first(where: { $0.name == name }) else {
        fatalError("PLEXUS_PARSER: expected one of \(Parser.all.map(\.name).joined(separator: " "))")
    }
    return parser
}()

/// libFuzzer's entry: one input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = UnsafeBufferPointer(start: start, count: count)
    _ = parser.accepts(bytes.span)
    return 0
}
