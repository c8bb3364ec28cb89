import ClausiusKernelInterface
import ClausiusSimulationCore

/// What everyone does after sensing, as kernels: chosen once, before the first step.
struct SchoolRules: Sendable {
  /// Half of the diffusion of headings before and after; `nil` where they do not diffuse.
  let diffuse: (first: SchoolKernels.Kernel, last: SchoolKernels.Kernel)?
  let decide: SchoolKernels.Kernel
  let turn: SchoolKernels.Kernel
  let move: SchoolKernels.Kernel

  /// The kernels that `model` asks for.
  init(model: CouzinModel, kernels: SchoolKernels) {
    diffuse = model.diffusionError.map {
      (kernels.diffuse($0, .first), kernels.diffuse($0, .last))
    }
    decide = kernels.decide(model.angularError)
    turn = kernels.turn(model.turnRule, model.addedError)
    move = kernels.move(model.spaceRule)
  }
}

extension CouzinModel {
  /// The options of the kernels that sense.
  var senseOptions: SenseOptions {
    SenseOptions(usesNearestImage: boundary == .periodic, blindZones: sensedBlindZones)
  }

  private var sensedBlindZones: BlindZones {
    if smallest(.fieldOfPerception) >= 360 { return .none }
    return blindZones == .all ? .all : .orientationAndAttraction
  }

  fileprivate var angularError: AngularError {
    guard isNoisy, noise == .wrapped else { return .none }
    return dimension == 2 ? .wrappedInPlane : .wrapped
  }

  fileprivate var addedError: AddedError {
    guard isNoisy, noise == .additive else { return .none }
    return dimension == 2 ? .planar : .spatial
  }

  fileprivate var diffusionError: AngularError? {
    guard largest(.angularNoiseRate) > 0 else { return nil }
    return dimension == 2 ? .wrappedInPlane : .wrapped
  }

  fileprivate var turnRule: TurnRule {
    if turning == .nlerp { return .blend }
    return dimension == 2 ? .rotationInPlane : .rotation
  }

  fileprivate var spaceRule: SpaceRule {
    switch boundary {
    case .open: .open
    case .periodic: .periodic
    case .tank: tankRadius == nil ? .boxTank : .sphereTank
    }
  }

  private var isNoisy: Bool { largest(.angularNoise) > 0 }
}

extension SchoolSpace {
  /// The space of `box`, or of a spherical tank around the origin.
  init(_ box: Box, tankRadius: Double?) {
    let period = box.periods
    let inverse = period.map { $0 > 0 ? 1 / $0 : 0 }
    self.init(
      lower: AxisValues(box.lower), upper: AxisValues(box.upper), period: AxisValues(period),
      inversePeriod: AxisValues(inverse), tankRadius: tankRadius ?? 0)
  }
}

extension AxisValues {
  init(_ values: [Double]) { self.init(values[0], values[1], values[2]) }
}
