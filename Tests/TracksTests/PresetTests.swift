import Foundation
import Testing

@testable import ClausiusTracks

@Suite("Tables of trackers")
struct PresetTests {
  /// A layout: its preset, its files, and what else must be said.
  struct Layout: Sendable, CustomTestStringConvertible {
    var name: String
    var preset: TrackPreset
    var files: [String: [String]]
    var rate: Double?
    var bodyPart: String?
    var testDescription: String { "\(preset.rawValue), \(name)" }
  }

  static let layouts = trackpy + idtracker + trex + deeplabcut + animalta

  static let trackpy = [
    Layout(
      name: "with an index", preset: .trackpy,
      files: [
        "a.csv": [",y,x,mass,size,ecc,signal,raw_mass,ep,frame,particle"]
          + Swimmers.long {
            "\(7 * $1),\(Swimmers.y($0, $1)),\(Swimmers.x($0, $1)),9.5,2,0.1,3,40,0.05,\($1),\($0)"
          }
      ], rate: 25),
    Layout(
      name: "particles with decimals, some not linked", preset: .trackpy,
      files: [
        "a.csv": ["y,x,mass,frame,particle", "3,4,1,2,"]
          + Swimmers.long { "\(Swimmers.y($0, $1)),\(Swimmers.x($0, $1)),1,\($1).0,\($0).0" }
      ], rate: 25),
    Layout(
      name: "in space", preset: .trackpy,
      files: [
        "a.csv": ["z,y,x,frame,particle"]
          + Swimmers.long { "1.5,\(Swimmers.y($0, $1)),\(Swimmers.x($0, $1)),\($1),\($0)" }
      ], rate: 25),
  ]

  static let idtracker = [
    Layout(
      name: "time", preset: .idtracker,
      files: [
        "t.csv": ["time,x1,y1,x2,y2"]
          + Swimmers.wide(",", missing: "nan") { ["\(Double($0) / 25)"] }
      ]),
    Layout(
      name: "seconds, rounded", preset: .idtracker,
      files: [
        "t.csv": ["seconds, x1, y1, x2, y2"]
          + Swimmers.wide(", ", missing: "") { [String(format: "%.3f", Double($0) / 25)] }
      ]),
    Layout(
      name: "tidy", preset: .idtracker,
      files: [
        "t.csv": ["frame,time,individual,x,y,probability"]
          + Swimmers.long {
            "\($1),\(Double($1) / 25),\($0 + 1),\(Swimmers.x($0, $1)),\(Swimmers.y($0, $1)),0.9"
          }
      ]),
  ]

  private static func trexFiles(_ head: String, _ line: (Int, Int) -> String) -> [String: [String]]
  {
    Dictionary(
      uniqueKeysWithValues: (0..<2).map { i in
        ("v_id\(i).csv", [head] + (0..<Swimmers.frames).map { line(i, $0) })
      })
  }

  static let trex = [
    Layout(
      name: "with units", preset: .trex,
      files: trexFiles("frame,time,missing,X#wcentroid (cm),Y#wcentroid (cm),SPEED (cm/s)") {
        i, k in
        let place = Swimmers.isLost(i, k) ? "inf,inf" : "\(Swimmers.x(i, k)),\(Swimmers.y(i, k))"
        return "\(k),\(Double(k) / 25),\(Swimmers.isLost(i, k) ? 1 : 0),\(place),56"
      }),
    Layout(
      name: "without units, the head first", preset: .trex,
      files: trexFiles("frame,X,Y,X#wcentroid,Y#wcentroid,time") { i, k in
        let place = Swimmers.isLost(i, k) ? "inf,inf" : "\(Swimmers.x(i, k)),\(Swimmers.y(i, k))"
        return "\(k),1,2,\(place),\(Double(k) / 25)"
      }),
    Layout(
      name: "missing places that are filled", preset: .trex,
      files: trexFiles("frame,missing,X,Y,time") { i, k in
        "\(k),\(Swimmers.isLost(i, k) ? 1 : 0),\(Swimmers.x(i, k)),\(Swimmers.y(i, k)),\(Double(k) / 25)"
      }),
  ]

  static let deeplabcut = [
    Layout(
      name: "several individuals", preset: .deeplabcut,
      files: [
        "d.csv": [
          "scorer" + String(repeating: ",net", count: 6), "individuals,a,a,a,b,b,b",
          "bodyparts" + String(repeating: ",nose", count: 6),
          "coords,x,y,likelihood,x,y,likelihood",
        ]
          + Swimmers.wide(",", missing: "", start: { ["\($0)"] }) {
            [$0, $1, $0.isEmpty ? "" : "0.98"]
          }
      ], rate: 25),
    Layout(
      name: "lost ones are unlikely", preset: .deeplabcut,
      files: [
        "d.csv": [
          "scorer" + String(repeating: ",net", count: 6), "individuals,a,a,a,b,b,b",
          "bodyparts" + String(repeating: ",nose", count: 6),
          "coords,x,y,likelihood,x,y,likelihood",
        ]
          + Swimmers.wide(",", missing: "7", start: { ["\($0)"] }) {
            [$0, $1, $0 == "7" ? "0.1" : "0.98"]
          }
      ], rate: 25),
    Layout(
      name: "several body parts", preset: .deeplabcut,
      files: [
        "d.csv": [
          "scorer" + String(repeating: ",net", count: 12),
          "individuals" + ",a,a,a,a,a,a" + ",b,b,b,b,b,b",
          "bodyparts" + String(repeating: ",tail,tail,tail,nose,nose,nose", count: 2),
          "coords" + String(repeating: ",x,y,likelihood", count: 4),
        ]
          + Swimmers.wide(",", missing: "", start: { ["\($0)"] }) { ["1", "2", "1", $0, $1, "1"] }
      ], rate: 25, bodyPart: "nose"),
  ]

  static let animalta = [
    Layout(
      name: "semicolons", preset: .animalta,
      files: [
        "c.csv": ["Frame;Time;X_Arena0_Ind0;Y_Arena0_Ind0;X_Arena0_Ind1;Y_Arena0_Ind1"]
          + Swimmers.wide(";", missing: "NA") { ["\($0)", "\(Double($0) / 25)"] }
      ]),
    Layout(
      name: "decimal commas", preset: .animalta,
      files: [
        "c.csv": ["Frame;Time;X_Arena0_Ind0;Y_Arena0_Ind0;X_Arena0_Ind1;Y_Arena0_Ind1"]
          + Swimmers.wide(";", missing: "NA") { ["\($0)", "\(Double($0) / 25)"] }
          .map { $0.replacing(".", with: ",") }
      ]),
    Layout(
      name: "heads beside centers", preset: .animalta,
      files: [
        "c.csv": [
          "Frame;Time;X_Arena0_Ind0;Y_Arena0_Ind0;X_Arena0_Ind0_Head;Y_Arena0_Ind0_Head;"
            + "X_Arena1_Ind0;Y_Arena1_Ind0;X_Arena1_Ind0_Head;Y_Arena1_Ind0_Head"
        ]
          + Swimmers.wide(";", missing: "NA", start: { ["\($0)", "\(Double($0) / 25)"] }) {
            [$0, $1, "1.5", "2.5"]
          }
      ]),
  ]

  @Test("Places, times and velocities of every layout", arguments: layouts)
  func layout(_ layout: Layout) throws {
    let sheets = try Sheets()
    defer { sheets.clean() }
    var options = TrackOptions()
    (options.preset, options.rate, options.bodyPart) = (layout.preset, layout.rate, layout.bodyPart)
    let files = try layout.files.sorted { $0.key < $1.key }.map {
      try sheets.write($0.value, to: $0.key)
    }
    let result = try TrackImport(files, options)
    try expectSwimmers(result.tracks, dimension: layout.name == "in space" ? 3 : 2)
    #expect(result.summary.gaps == (1, 2))
    #expect(result.options.unit == (layout.preset == .trex ? "cm" : "pixel"))
    #expect(result.summary.rowsWithoutIndividual == (layout.name.contains("not linked") ? 1 : 0))
  }

  private func expectSwimmers(_ tracks: Tracks, dimension: Int) throws {
    #expect(tracks.tracks.count == 2)
    #expect(tracks.dimension == dimension)
    #expect(tracks.steps == Array(0..<Swimmers.frames))
    for k in 0..<Swimmers.frames { #expect(abs(tracks.times[k] - Double(k) / 25) < 1e-12) }
    for (i, track) in tracks.tracks.enumerated() {
      #expect(track.frames == (0..<Swimmers.frames).filter { !Swimmers.isLost(i, $0) })
      for (place, k) in zip(track.positions, track.frames) {
        #expect(place.x == Swimmers.x(i, k) && place.y == Swimmers.y(i, k))
        #expect(place.z == (dimension == 3 ? 1.5 : 0))
      }
      for velocity in track.velocities {
        #expect(abs(velocity.x - 50) < 1e-9 && abs(velocity.y - 25) < 1e-9)
      }
    }
  }
}
