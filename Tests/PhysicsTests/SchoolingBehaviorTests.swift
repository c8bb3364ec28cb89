import ClausiusDeclarations
import ClausiusSchooling
import Testing

@Suite("Memory and leadership of the fish school")
struct SchoolingBehaviorTests {
  /// The zone of orientation widened from 0 to 4 in steps of 1/2 and narrowed again, 3,000 time
  /// steps each.
  private static let widths =
    (0...8).map { Double($0) / 2 } + (0...7).reversed().map { Double($0) / 2 }

  @Test(
    "Collective memory: at width 2 the school mills on the way up and swims parallel on the way down"
  )
  func hysteresis() throws {
    var model = CouzinModel()
    model.schedule.orientationWidth = Self.widths.enumerated().map { index, width in
      var piece = SchedulePiece()
      piece.from = 300 * Double(index)
      piece.value = width
      return piece
    }
    // The parallel state at width 2 is not the stable one: now and then it is lost, so the median
    // of five counts.
    let runs = try (1...5).map { seed in
      var run = try SchoolingRun(model, seed: seed)
      try run.advance(steps: 13_500)
      let up = try run.means(steps: 1500)
      try run.advance(steps: 22_500)
      return (up: up, down: try run.means(steps: 1500))
    }
    func median(_ values: [Double]) -> Double { values.sorted()[2] }
    #expect(abs(median(runs.map(\.up.polarization)) - 0.18) < 0.05)
    #expect(abs(median(runs.map(\.up.rotation)) - 0.70) < 0.05)
    #expect(abs(median(runs.map(\.down.polarization)) - 0.997) < 0.003)
    #expect(abs(median(runs.map(\.down.rotation)) - 0.04) < 0.03)
  }

  @Test("A tenth who know the way lead the whole school along it", arguments: 1...3)
  func leaders(seed: Int) throws {
    var model = CouzinModel()
    model.orientationWidth = 8
    model.groups = try informed(10)
    var run = try SchoolingRun(model, seed: seed)
    try run.advance(steps: 1500)
    var along = 0.0
    for _ in 0..<1500 {
      try run.advance(steps: 1)
      along += run.meanHeading().x / 1500
    }
    #expect(along > 0.98)
  }

  /// A group of `count` that prefers to swim along x.
  private func informed(_ count: Int) throws -> SchoolGroups {
    let place = SourcePosition(source: "test", line: 1, column: 1)
    func scalar(_ text: String) -> Node { Node(.scalar(text: text, isQuoted: false), at: place) }
    func mapping(_ pairs: KeyValuePairs<String, Node>) -> Node {
      Node(.mapping(pairs.map { .init(key: $0.key, position: place, value: $0.value) }), at: place)
    }
    let direction = Node(.list([scalar("1"), scalar("0"), scalar("0")]), at: place)
    let group = mapping([
      "individuals": scalar("\(count)"), "preferred_direction": direction,
      "preferred_direction_weight": scalar("0.5"),
    ])
    return try SchoolGroups(from: mapping(["informed": group]), as: SchoolGroups.kind)
  }
}
