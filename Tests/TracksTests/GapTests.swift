import Testing

@testable import ClausiusTracks

@Suite("Gaps, duplicates and times of tracks")
struct GapTests {
  private let head = "frame,id,x,y"

  private func read(_ lines: [String], _ change: (inout TrackOptions) -> Void = { _ in }) throws
    -> TrackImport
  {
    let sheets = try Sheets()
    defer { sheets.clean() }
    var options = TrackOptions()
    options.rate = 10
    (options.columns.frame, options.columns.id) = ("frame", "id")
    (options.columns.x, options.columns.y) = ("x", "y")
    change(&options)
    return try TrackImport([try sheets.write(lines, to: "t.csv")], options)
  }

  /// Individual 4 in frames 0 to 3, 6, 7 and 12, at x = frame; individual 2 in frames 0 to 12
  /// without 9, which nobody has.
  private var holes: [String] {
    [head] + (0...12).filter { $0 != 9 }.map { "\($0),2,0,\($0)" }
      + [0, 1, 2, 3, 6, 7, 12].map { "\($0),4,\($0),0" }
  }

  @Test("Gaps stay as they are")
  func leave() throws {
    let result = try read(holes)
    #expect(result.summary.gaps == (3, 4))
    #expect(result.summary.missingFrames == 1)
    #expect(result.tracks.steps == [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12])
    #expect(result.tracks.tracks.map(\.number) == [2, 4])
    #expect(
      result.tracks.tracks[1].frames.map { result.tracks.steps[$0] } == [0, 1, 2, 3, 6, 7, 12])
  }

  @Test("Short gaps are filled along a line, missing frames with them")
  func interpolate() throws {
    let result = try read(holes) { $0.gaps = .interpolate(2) }
    #expect(result.tracks.steps == Array(0...12))
    #expect(result.summary.filled == 3)
    let fish = result.tracks.tracks[1]
    #expect(fish.frames == [0, 1, 2, 3, 4, 5, 6, 7, 12])
    #expect(fish.positions.map(\.x) == [0, 1, 2, 3, 4, 5, 6, 7, 12])
    #expect(abs(fish.velocities[4].x - 10) < 1e-12)
    #expect(result.tracks.tracks[0].positions[9].y == 9)
  }

  @Test("Those that come back are others")
  func split() throws {
    let result = try read(holes) { $0.gaps = .split }
    #expect(result.tracks.tracks.map(\.name) == ["2", "2.2", "4", "4.2", "4.3"])
    #expect(result.tracks.tracks.map(\.number) == [0, 1, 2, 3, 4])
    #expect(result.tracks.tracks.map(\.frames.count) == [9, 3, 4, 2, 1])
    #expect(result.summary.individuals.found == 2)
  }

  @Test("An individual twice in a frame is refused with both lines, or the rule counts")
  func duplicates() throws {
    let twice = [head, "0,1,0,0", "1,1,4,0", "2,1,2,0", "1,1,8,0"]
    let error = #expect(throws: TrackError.self) { try read(twice) }
    #expect(
      error?.description.contains("t.csv:5:1: individual '1' stands twice in frame 1") == true)
    #expect(error?.description.contains("first on line 3") == true)
    #expect(try read(twice) { $0.duplicates = .first }.tracks.tracks[0].positions[1].x == 4)
    let mean = try read(twice) { $0.duplicates = .mean }
    #expect(mean.tracks.tracks[0].positions[1].x == 6)
    #expect(mean.summary.duplicates == 1)
  }

  @Test("Nothing is guessed: a rate, columns and places must be told")
  func refused() throws {
    let lines = [head, "0,1,0,0", "1,1,4,0"]
    func message(_ lines: [String], _ change: (inout TrackOptions) -> Void) -> String {
      do {
        _ = try read(lines, change)
        return ""
      } catch { return "\(error)" }
    }
    #expect(message(lines) { $0.rate = nil }.contains("how fast frames follow"))
    #expect(message(lines) { $0.columns.x = "u" }.contains("no column 'u'"))
    #expect(message(lines) { $0.columns.y = nil }.contains("--x NAME --y NAME"))
    #expect(message([head, "0.5,1,0,0"]) { _ in }.contains("t.csv:2:1: frame, line 2: '0.5'"))
    let noNumber = message([head, "0,1,a,0", "1,1,1,0"]) { _ in }
    #expect(noNumber.contains("t.csv:2:5: x, line 2 is not a number: 'a'"))
    #expect(message([head, "0,1,,"]) { _ in }.contains("no individual has a place"))
  }

  @Test("Numbers of frames that nothing counts are refused, whatever file they come from")
  func hugeNumbers() throws {
    var samples = Samples()
    (samples.files, samples.frames) = (["t.h5"], [0, -9_000_000_000_000_000_000])
    samples.places = [SamplePlace(file: 0, line: 0), SamplePlace(file: 0, line: 0)]
    var options = TrackOptions()
    options.rate = 10
    let error = #expect(throws: TrackError.self) { try FrameGrid(samples, options) }
    #expect(error?.description.contains("2^53") == true)
  }

  @Test("Times count as they are, with holes and without equal steps")
  func times() throws {
    func read(_ times: [Double]) throws -> Tracks {
      try self.read(["time,id,x,y"] + times.map { "\($0),1,\($0),0" }) {
        ($0.rate, $0.columns.frame, $0.columns.time) = (nil, nil, "time")
      }.tracks
    }
    let holes = try read([0, 0.1, 0.2, 0.5, 0.6])
    #expect(holes.steps == [0, 1, 2, 5, 6])
    #expect(holes.isEquallySpaced)
    let unequal = try read([0, 0.1, 0.25, 0.31, 0.6])
    #expect(unequal.steps == [0, 1, 2, 3, 4])
    #expect(!unequal.isEquallySpaced)
    #expect(unequal.tracks[0].velocities.allSatisfy { abs($0.x - 1) < 1e-12 })
  }

  @Test("Calibration, headings and velocities of columns")
  func calibration() throws {
    let lines =
      ["frame,id,x,y,vx,vy,angle"]
      + (0..<5).map { "\($0),1,\(100 + 20 * $0),\(700 - 10 * $0),200,-100,-90" }
    let result = try read(lines) {
      ($0.calibration.scale, $0.calibration.origin, $0.calibration.flipsY) = (
        0.5, SIMD3(100, 700, 0), true
      )
      ($0.columns.vx, $0.columns.vy) = ("vx", "vy")
      ($0.columns.heading, $0.columns.headingUnit) = ("angle", .degree)
    }
    let track = result.tracks.tracks[0]
    #expect(track.positions[2] == SIMD3(20, 10, 0))
    #expect(track.velocities[2] == SIMD3(100, 50, 0))
    #expect(abs(track.headings[2] - .pi / 2) < 1e-12)
    #expect(result.summary.method == "columns")
  }

  @Test("Arenas that can be written, and those that are none")
  func arenas() {
    #expect(Arena("circle:50") == .circle(radius: 50, center: .zero))
    #expect(Arena("circle:50,1,-2") == .circle(radius: 50, center: SIMD2(1, -2)))
    #expect(Arena("box:0,30,0,20") == .box(lower: [0, 0], upper: [30, 20]))
    for text in [
      "circle:0", "circle:-1", "circle:1,2", "box:0,30,20,0", "box:1,2", "ring:3", "circle:nan",
      "50",
    ] {
      #expect(Arena(text) == nil, "\(text)")
    }
    #expect(Arena("box:0,30,0,20")?.space(dimension: 2).boundary == [.wall, .wall, .open])
  }
}
