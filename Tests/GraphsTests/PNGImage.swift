import Foundation
import Graphs

/// The pixels of a PNG as cairo writes it: 8 bits a channel, red, green, blue and perhaps alpha.
struct PNGImage {
    struct Failure: Error {}

    let width, height: Int
    private let channels: Int
    private let bytes: [UInt8]

    init(_ data: Data) throws {
        let file = [UInt8](data)
        guard file.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) else { throw Failure() }
        func number(at place: Int) -> Int { file[place..<place + 4].reduce(0) { $0 << 8 | Int($1) } }
        width = number(at: 16)
        height = number(at: 20)
        guard file[24] == 8, file[25] == 2 || file[25] == 6, file[28] == 0 else { throw Failure() }
        channels = file[25] == 6 ? 4 : 3
        var stream: [UInt8] = []
        var place = 8
        while place + 12 <= file.count {
            let length = number(at: place)
            if file[place + 4..<place + 8].elementsEqual("IDAT".utf8) { stream += file[place + 8..<place + 8 + length] }
            place += length + 12
        }
        var bytes = try Inflate.bytes(of: stream)
        let stride = width * channels + 1
        guard bytes.count == stride * height else { throw Failure() }
        for row in 0..<height {
            for column in 1..<stride {
                let left = column > channels ? Int(bytes[row * stride + column - channels]) : 0
                let above = row > 0 ? Int(bytes[(row - 1) * stride + column]) : 0
                let corner = row > 0 && column > channels ? Int(bytes[(row - 1) * stride + column - channels]) : 0
                let guess =
                    switch bytes[row * stride] {
                    case 0: 0
                    case 1: left
                    case 2: above
                    case 3: (left + above) / 2
                    default: Self.paeth(left, above, corner)
                    }
                bytes[row * stride + column] &+= UInt8(guess)
            }
        }
        self.bytes = bytes
    }

    private static func paeth(_ left: Int, _ above: Int, _ corner: Int) -> Int {
        let estimate = left + above - corner
        let distances = (abs(estimate - left), abs(estimate - above), abs(estimate - corner))
        if distances.0 <= distances.1 && distances.0 <= distances.2 { return left }
        return distances.1 <= distances.2 ? above : corner
    }

    /// The channels of all pixels of the upper rows.
    func top(_ rows: Int) -> [ArraySlice<UInt8>] {
        (0..<rows).map { row in bytes[row * (width * channels + 1) + 1..<(row + 1) * (width * channels + 1)] }
    }

    /// How many pixels have exactly the colour.
    func count(of shade: Shade) -> Int {
        count { $0 == shade.red && $1 == shade.green && $2 == shade.blue }
    }

    /// How many pixels have a red, green and blue that fit.
    func count(_ fits: (UInt8, UInt8, UInt8) -> Bool) -> Int {
        var count = 0
        for row in 0..<height {
            for column in 0..<width {
                let place = row * (width * channels + 1) + 1 + column * channels
                if fits(bytes[place], bytes[place + 1], bytes[place + 2]) { count += 1 }
            }
        }
        return count
    }
}
