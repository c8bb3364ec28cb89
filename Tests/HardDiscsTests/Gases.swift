import ClausiusSimulationCore
import Foundation

@testable import ClausiusHardDiscs

/// Small gases for tests.
enum Gases {
  static let oneThread = ThreadPool(threads: 1)

  static func settings(
    duration: Double = 1, every: Double = 1, seed: UInt64 = 1, pool: ThreadPool = oneThread
  ) throws -> RunSettings {
    RunSettings(
      grid: try TimeGrid(duration: duration, every: every), seed: seed, pool: pool,
      loadFrame: { path, _ in throw CocoaError(.fileNoSuchFile, userInfo: ["path": path]) })
  }

  /// A model with the usual keys set.
  static func model(
    count: Int, packing: Double, box: [Double] = [1, 1],
    boundary: (AxisBoundary, AxisBoundary) = (.periodic, .periodic)
  ) -> HardDiscsModel {
    var model = HardDiscsModel()
    model.count = count
    model.packingFraction = packing
    model.box = box
    model.boundary = GasBoundaries(x: boundary.0, y: boundary.1)
    model.equilibration = 0
    return model
  }

  /// The gas of a model.
  static func gas(_ model: HardDiscsModel, seed: UInt64 = 1, pool: ThreadPool = oneThread) throws
    -> Gas
  {
    try HardDiscsSystem(model: model, run: settings(seed: seed, pool: pool)).gas
  }

  /// The records in the order of the frames.
  static func records(_ gas: Gas) -> [Disc] {
    (0..<gas.count).map { gas.workspace.discs[$0] }.sorted { $0.id < $1.id }
  }
}

extension Disc: Equatable {
  /// Equal bit for bit; NaN paths are equal.
  public static func == (first: Disc, second: Disc) -> Bool {
    first.x == second.x && first.y == second.y && first.vx == second.vx && first.vy == second.vy
      && first.offset == second.offset && first.epoch == second.epoch && first.id == second.id
      && first.imageX == second.imageX && first.imageY == second.imageY
      && first.path.bitPattern == second.path.bitPattern && first.species == second.species
  }
}
