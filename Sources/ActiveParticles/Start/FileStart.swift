import ClausiusDeclarations
import ClausiusSimulationCore
import Foundation

/// A frame of a trajectory as a start: its positions, and its self-propulsion where it has one.
struct FileStart {
  private let model: ActiveParticlesModel
  private let source: StartFrame
  private var frame: Frame { source.frame }

  /// Reads the frame.
  ///
  /// - Throws: `ContradictionError` where there is no such file, frame, or number of particles.
  init(model: ActiveParticlesModel, run: RunSettings) throws {
    self.model = model
    var request = FrameRequest(
      path: model.startFile ?? "", frame: model.startFrame, group: model.startGroup)
    do {
      source = try run.load(request)
    } catch {
      // Where another frame can be read, it is the number that is wrong.
      request.frame = -1
      let isFile = (try? run.load(request)) != nil
      throw ContradictionError(
        Contradiction(at: "active_particles." + (isFile ? "start_frame" : "start_file"), "\(error)")
      )
    }
    guard frame.context.individuals == model.total else {
      throw refusal(
        "holds \(frame.context.individuals) individuals, the scenario \(model.total)", at: "count")
    }
  }

  private func refusal(_ message: String, at key: String) -> ContradictionError {
    ContradictionError(Contradiction(at: "active_particles.\(key)", "\(name) \(message)"))
  }

  private var name: String { "frame \(model.startFrame) of '\(model.startFile ?? "")'" }

  /// The positions, without components beyond the dimension.
  ///
  /// - Throws: `ContradictionError` where one is missing.
  func positions() throws -> [SIMD3<Double>] {
    guard let positions = vectors("position") else {
      throw refusal("has no position that is finite everywhere", at: "start_file")
    }
    return positions
  }

  /// The self-propulsions; of particles of constant speed they get the speed of the scenario. `nil`
  /// where the frame has none.
  var selfPropulsions: [SIMD3<Double>]? {
    guard let own = vectors("self_propulsion") else { return nil }
    guard hasConstantSpeed else { return own }
    return zip(own, speeds).map { u, speed in
      let size = (u * u).sum().squareRoot()
      return size > 0 && abs(size - speed) > 1e-9 * speed ? speed / size * u : u
    }
  }

  /// On a line an active Brownian particle shows a component of its velocity only.
  private var hasConstantSpeed: Bool {
    model.model == .rtp || model.model == .abp && model.dimension > 1
  }

  private var speeds: [Double] {
    model.resolvedSpecies.flatMap { [Double](repeating: $0.speed, count: $0.count) }
  }

  private func vectors(_ quantity: String) -> [SIMD3<Double>]? {
    guard let values = frame[quantity], values.count == 3 * model.total,
      values.allSatisfy(\.isFinite)
    else { return nil }
    return (0..<model.total).map { i in
      var vector = SIMD3<Double>.zero
      for axis in 0..<model.dimension { vector[axis] = values[3 * i + axis] }
      return vector
    }
  }
}

extension FileStart {
  /// Where the frame differs from the scenario.
  var warnings: [Contradiction] { spaceWarnings + speciesWarnings + speedWarnings }

  private func warning(_ message: String, _ advice: String) -> Contradiction {
    Contradiction(at: "start_file", "\(name) \(message)", advice: advice)
  }

  private var spaceWarnings: [Contradiction] {
    let (its, ours) = (frame.space, model.simulationBox)
    if its.spatialDimension != ours.spatialDimension {
      return [
        warning(
          "has \(its.spatialDimension) dimensions, the scenario \(ours.spatialDimension): "
            + (its.spatialDimension < ours.spatialDimension
              ? "all particles start in its \(its.spatialDimension == 1 ? "line" : "plane")"
              : "the other components are left out"),
          "start from a frame of the same dimension")
      ]
    }
    return source.warnings(model.startFile ?? "", box: ours)
  }

  private var speciesWarnings: [Contradiction] {
    let ours = model.resolvedSpecies.enumerated().flatMap {
      [Double](repeating: Double($0.offset), count: $0.element.count)
    }
    guard let its = frame.context.properties["species"], its.count == ours.count, its != ours else {
      return []
    }
    return [
      warning(
        "orders its species otherwise: particles take the species of the scenario by their numbers",
        "list the species with the counts of the file")
    ]
  }

  private var speedWarnings: [Contradiction] {
    guard let own = vectors("self_propulsion") else {
      return [
        warning(
          "has no self_propulsion: it is drawn anew from the stationary distribution",
          "write the quantity self_propulsion to start from it")
      ]
    }
    if hasConstantSpeed {
      let differs = zip(own, speeds).contains { u, speed in
        abs((u * u).sum().squareRoot() - speed) > 1e-6 * max(speed, 1e-300)
      }
      guard differs else { return [] }
      return [
        warning(
          "moves with other speeds: directions are kept, speeds are those of the scenario",
          "give the self_propulsion_speed of the file")
      ]
    }
    guard let speed = frame.context.parameters["self_propulsion_speed"],
      abs(speed - model.meanSpeed) > 1e-6 * max(speed, 1e-300)
    else { return [] }
    return [
      warning(
        "has the self_propulsion_speed \(Float(speed)), the scenario \(Float(model.meanSpeed)): its self-propulsion relaxes within some persistence times",
        "count rates from later on")
    ]
  }
}
