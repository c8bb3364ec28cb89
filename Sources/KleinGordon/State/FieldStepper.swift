import ClausiusKernelInterface
import Foundation

/// Moves fields in steps of equal length: kick, drift, kick, as the table of the scheme says.
///
/// A stage is one pass over the coefficients (kick and drift), a transform to the points, the force
/// there, a transform back.
final class FieldStepper: Sendable {
  /// The waves of the fields.
  let basis: SpectralBasis
  /// The length of a step.
  let timeStep: Double
  private let table: SplittingTable
  private let kernels: FieldKernels
  private let force: FieldForce
  private let evaluate: (@Sendable (UnsafeMutablePointer<Double>, Int, ForceParameters) -> Void)?
  private let stiffness: LaneOperator
  private let projection: LaneOperator?
  private let rotations: [StageRotation]?

  /// A stepper.
  ///
  /// - Parameters:
  ///   - projection: keeps of the force what de-aliasing keeps; `nil` for everything.
  init(
    basis: SpectralBasis, scheme: TimeScheme, timeStep: Double, force: FieldForce,
    projection: LaneOperator?, kernels: FieldKernels
  ) {
    self.basis = basis
    self.timeStep = timeStep
    self.force = force
    self.projection = projection
    self.kernels = kernels
    table = scheme.table
    evaluate = force.form.map { kernels.force($0) }
    let stiffness = force.stiffness
    self.stiffness = basis.map { $0 * $0 + stiffness }
    rotations =
      scheme.isExponential
      ? table.drifts.map { StageRotation(basis, stiffness: stiffness, time: $0 * timeStep) } : nil
  }

  /// Computes the force at u; to be called once u has been set.
  func prepare(_ state: FieldState) {
    state.force.base.update(from: state.field.base, count: state.field.count)
    state.pendingKick = 0
    computeForce(state)
  }

  /// One step.
  func step(_ state: FieldState) {
    for stage in 0..<table.forces {
      let kick = table.kicks[stage] * timeStep + (stage == 0 ? state.pendingKick : 0)
      kickAndDrift(state, stage: stage, kick: kick)
      computeForce(state)
    }
    state.pendingKick = table.kicks[table.forces] * timeStep
  }

  /// Gives the pending kick, so that the momentum is that at the time of the field.
  func finish(_ state: FieldState) {
    momentum(of: state, into: state.momentum.base)
    state.pendingKick = 0
  }

  /// The momentum at the time of the field, into `out`.
  func momentum(of state: FieldState, into out: UnsafeMutablePointer<Double>) {
    kernels.kick(state.view, rotations == nil ? stiffness.view : nil, state.pendingKick, out)
  }

  @inline(__always)
  private func kickAndDrift(_ state: FieldState, stage: Int, kick: Double) {
    if let rotations {
      kernels.kickAndRotate(state.view, rotations[stage].view, kick)
    } else {
      kernels.kickAndDrift(state.view, stiffness.view, kick, table.drifts[stage] * timeStep)
    }
  }

  /// Turns the copy of the field that stands in the force's row into the force.
  @inline(__always)
  private func computeForce(_ state: FieldState) {
    guard let evaluate else {
      state.force.base.update(repeating: 0, count: state.force.count)
      return
    }
    basis.transform.backward(state.force.base, into: state.values.base)
    evaluate(state.values.base, state.values.count, force.parameters)
    basis.transform.forward(state.values.base, into: state.force.base)
    if let projection { kernels.project(state.view, projection.view) }
  }
}

/// The exact flow of the free field over one stage.
private struct StageRotation: Sendable {
  let cosine: LaneOperator
  let sine: LaneOperator
  let restoring: LaneOperator

  init(_ basis: SpectralBasis, stiffness: Double, time: Double) {
    func omega(_ waveNumber: Double) -> Double {
      (waveNumber * waveNumber + stiffness).squareRoot()
    }
    cosine = basis.map { cos(omega($0) * time) }
    sine = basis.map { omega($0) > 0 ? sin(omega($0) * time) / omega($0) : time }
    restoring = basis.map { omega($0) * sin(omega($0) * time) }
  }

  var view: FieldRotation {
    FieldRotation(cosine: cosine.view, sine: sine.view, restoring: restoring.view)
  }
}
