import ClausiusDeclarations
import ClausiusEntropyMeasures

/// The rates of the particles with a local packing.
struct FlowClass {
  var from: Double?
  var to: Double?
  var share: Double
  var rates: FlowRates

  static let columns = [
    "packing_from", "packing_to", "share", "total_production", "total_production_standard_error",
    "medium_production", "medium_production_standard_error",
  ]

  private var numbers: [Double?] {
    [
      from, to, share, rates.plug.value, rates.plug.standardError, rates.known.value,
      rates.known.standardError,
    ]
  }

  var members: [JSON.Member] {
    zip(Self.columns, numbers).map { JSON.Member($0, $1.map(JSON.number) ?? .null) }
  }

  var row: [String] { numbers.map { $0?.description ?? "" } }
}

extension RecordTable {
  /// The velocities and productions of the particles of a frame.
  init(_ frame: FlowFrame, _ flow: LearnedFlow) {
    let motion = flow.motion
    let axes = ["x", "y", "z"].prefix(motion.dimension)
    let turning =
      motion.turning == .components
      ? axes.map { "self_propulsion_flow_\($0)" }
      : [String](repeating: "angle_flow", count: motion.turningCoordinates)
    let found = flow.velocities(of: frame)
    let width = motion.coordinates
    self.init(
      columns: ["particle"] + (motion.movesPositions ? axes.map { "flow_\($0)" } : []) + turning
        + ["total_production"],
      rows: (0..<frame.count).map { i in
        [String(i)] + found.velocities[i * width..<(i + 1) * width].map(\.description)
          + [found.productions[i].description]
      })
  }
}
