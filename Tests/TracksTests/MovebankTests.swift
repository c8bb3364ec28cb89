import Foundation
import Testing

@testable import ClausiusTracks

@Suite("Tables of Movebank")
struct MovebankTests {
  /// Two animals that walk north at 10 m a minute along the meridian, as the ellipsoid has it
  /// there.
  private static func lines(
    head: String, at stamp: (Int) -> String, more: [String] = []
  ) -> [String] {
    let perDegree = 110_574.275_821_594  // meters of a degree of latitude from the equator on
    let rows = (0..<10).flatMap { k in
      ["Ana", "Leroy"].enumerated().map { i, name in
        "\(2 * k + i),true,\(stamp(k)),\(10 + 0.001 * Double(i)),\(Double(10 * k) / perDegree),gps,\(name)"
      }
    }
    return [head] + rows + more
  }

  private static let hyphens =
    "event-id,visible,timestamp,location-long,location-lat,sensor-type,individual-local-identifier"
  private static func plain(_ k: Int) -> String { "2012-08-01 06:0\(k):00.000" }

  static let layouts = [
    lines(head: hyphens, at: plain),
    lines(head: hyphens.replacing("-", with: "."), at: { "2012-08-01T08:0\($0):00+02:00" }),
    lines(
      head: hyphens, at: plain, more: ["99,false,2012-08-01 06:03:30.000,11,40,gps,Leroy"]),
  ]

  @Test("Meters and seconds of every layout", arguments: layouts)
  func layout(lines: [String]) throws {
    let sheets = try Sheets()
    defer { sheets.clean() }
    var options = TrackOptions()
    options.preset = .movebank
    let result = try TrackImport([try sheets.write(lines, to: "m.csv")], options)
    #expect(result.options.unit == "m")
    #expect(result.epoch == "2012-08-01T06:00:00.000Z")
    let times: [Double] = (0..<10).map { Double(60 * $0) }
    #expect(result.tracks.times == times)
    #expect(result.tracks.tracks.map(\.name) == ["Ana", "Leroy"])
    for track in result.tracks.tracks {
      #expect(track.frames.count == 10)
      for velocity in track.velocities {
        #expect(abs(velocity.y - 1.0 / 6) < 1e-6 && abs(velocity.x) < 1e-6)
      }
    }
    let east = result.tracks.tracks[1].positions[0].x - result.tracks.tracks[0].positions[0].x
    // A thousandth of a degree of the equator.
    #expect(abs(east - 111.319_490_793) < 1e-6)
  }

  @Test("The projection keeps the length of a meridian and agrees with known places")
  func projection() {
    let equator = LocalProjection(longitude: 0, latitude: 0)
    // The quarter of a meridian of WGS 84.
    #expect(abs(equator.place(longitude: 0, latitude: 90).y - 10_001_965.729) < 1e-3)
    // The tower of Toronto in zone 17 of UTM: 630084 east, 4833439 north, with scale 0.9996.
    let zone = LocalProjection(longitude: -81, latitude: 0)
    let tower = zone.place(longitude: -79.387_139, latitude: 43.642_567)
    #expect(abs(0.9996 * tower.x + 500_000 - 630_084) < 2)
    #expect(abs(0.9996 * tower.y - 4_833_439) < 2)
  }

  @Test("The date line divides nothing")
  func dateLine() {
    let around = LocalProjection(around: [SIMD2(179.9, 10), SIMD2(-179.9, 10)])
    let (west, east) = (
      around.place(longitude: 179.9, latitude: 10), around.place(longitude: -179.9, latitude: 10)
    )
    #expect(abs(west.x + east.x) < 1e-6)
    #expect(abs(east.x - west.x - 21_927.5) < 1)
  }
}
