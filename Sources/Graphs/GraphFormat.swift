package import Archive
package import Foundation

/// What a graph can be given as; its name is the ending of files and addresses.
package enum GraphFormat: String, Sendable, CaseIterable {
    case svg, png, pdf, csv, json

    /// A graph in this format; PNG and PDF take 5 to 60 ms, all else about one.
    package func content(of data: GraphData) async throws(RRDError) -> Data {
        switch self {
        case .svg: Data(GraphSVG.text(of: data, as: .standalone).utf8)
        case .png: try await GraphPicture.draw(data, as: .png)
        case .pdf: try await GraphPicture.draw(data, as: .pdf)
        case .csv: Data(data.csv.utf8)
        case .json: Data(data.json.utf8)
        }
    }
}
