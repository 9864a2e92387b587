import Foundation

extension GraphData {
    /// Seconds by which librrd's axis of time is moved, so that its labels, which are of UTC, show the zone's clocks.
    ///
    /// One for the whole picture: the zone's offset at its end.
    var axisOffset: Int { request.zone.offset(at: request.time.to) }

    /// The caption of a picture by librrd: it says so where the clocks are changed within, and the axis cannot follow.
    var captionWithAxis: String {
        let zone = request.zone
        guard zone.offset(at: request.time.from) != axisOffset else { return caption }
        return caption + " · axis in \(zone.offsetText(at: request.time.to))"
    }
}
