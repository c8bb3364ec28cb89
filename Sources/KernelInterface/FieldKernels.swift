/// The spectral columns of one field: its coefficients, those of its momentum, and those of the
/// force on it.
///
/// A column holds real and imaginary parts in turn, `count` numbers padded with zeros to a multiple
/// of 16.
public struct FieldView: @unchecked Sendable {
  /// The coefficients of the field, u.
  public var field: UnsafeMutablePointer<Double>
  /// The coefficients of the momentum, p.
  public var momentum: UnsafeMutablePointer<Double>
  /// The coefficients of the gradient of the potential at u, F; a drift leaves those of the field
  /// here, to be transformed.
  public var force: UnsafeMutablePointer<Double>
  /// Numbers in a column, a multiple of 16.
  public var count: Int

  /// The columns at these addresses.
  public init(
    field: UnsafeMutablePointer<Double>, momentum: UnsafeMutablePointer<Double>,
    force: UnsafeMutablePointer<Double>, count: Int
  ) {
    self.field = field
    self.momentum = momentum
    self.force = force
    self.count = count
  }
}

/// A linear map that mixes at most the two parts of one coefficient: y = direct x + swapped x',
/// where x' is x with the parts of every pair exchanged.
public struct PairOperator: @unchecked Sendable {
  /// The factors of the number itself.
  public var direct: UnsafePointer<Double>
  /// The factors of its partner; `nil` when partners do not mix.
  public var swapped: UnsafePointer<Double>?

  /// The map with these factors.
  public init(direct: UnsafePointer<Double>, swapped: UnsafePointer<Double>?) {
    self.direct = direct
    self.swapped = swapped
  }
}

/// The exact flow of free oscillators over one stage: u becomes cosine u + sine p, p becomes cosine
/// p - restoring u.
public struct FieldRotation: @unchecked Sendable {
  /// cos(omega a tau)
  public var cosine: PairOperator
  /// sin(omega a tau) / omega
  public var sine: PairOperator
  /// omega sin(omega a tau)
  public var restoring: PairOperator

  /// The flow with these three maps.
  public init(cosine: PairOperator, sine: PairOperator, restoring: PairOperator) {
    self.cosine = cosine
    self.sine = sine
    self.restoring = restoring
  }
}

/// The nonlinear part of dV/dphi, point by point.
public enum ForceForm: Sendable, Hashable {
  /// c1 u + c3 u^3 with coefficients [c1, c3]; the normalization is part of the coefficients.
  case cubic
  /// c0 + c1 u + c2 u^2 + ... with u normalized first.
  case polynomial
  /// s1 sin u + c1 u with coefficients [s1, c1], u normalized and offset first.
  case sine
  /// s1 sin u + s2 sin(u/2) + c1 u with coefficients [s1, s2, c1], u normalized and offset first.
  case doubleSine
}

/// The numbers of a force.
public struct ForceParameters: @unchecked Sendable {
  /// The coefficients that the form asks for.
  public var coefficients: UnsafePointer<Double>
  /// How many coefficients there are.
  public var coefficientCount: Int
  /// The factor that an inverse transform leaves out.
  public var normalization: Double
  /// What is added to each point before the force is taken; `nil` for nothing.
  public var offset: UnsafePointer<Double>?
  /// cos and sin of the angles, in turn, by which pairs of points are turned back before and forth
  /// after; `nil` for none.
  public var twiddle: UnsafePointer<Double>?

  /// The parameters of a force.
  public init(
    coefficients: UnsafePointer<Double>, coefficientCount: Int, normalization: Double,
    offset: UnsafePointer<Double>?, twiddle: UnsafePointer<Double>?
  ) {
    self.coefficients = coefficients
    self.coefficientCount = coefficientCount
    self.normalization = normalization
    self.offset = offset
    self.twiddle = twiddle
  }
}

/// The kernels of the field in one instruction set.
public struct FieldKernels: Sendable {
  /// Kick and drift in one pass: p -= kick (K u + F), u += drift p, F = u.
  public var kickAndDrift:
    @Sendable (_ view: FieldView, _ stiffness: PairOperator, _ kick: Double, _ drift: Double) ->
      Void
  /// Kick alone, into another column: out = p - kick (K u + F).
  public var kick:
    @Sendable (
      _ view: FieldView, _ stiffness: PairOperator?, _ kick: Double,
      _ out: UnsafeMutablePointer<Double>
    ) -> Void
  /// Kick by the nonlinear part alone and the exact flow of the free field: p -= kick F, (u, p)
  /// turned, F = u.
  public var kickAndRotate:
    @Sendable (_ view: FieldView, _ rotation: FieldRotation, _ kick: Double) -> Void
  /// Keeps of F what the map keeps.
  public var project: @Sendable (_ view: FieldView, _ projection: PairOperator) -> Void
  /// The force at each of `count` points (a multiple of 16), in place.
  public var force:
    @Sendable (ForceForm) ->
      @Sendable (
        _ values: UnsafeMutablePointer<Double>, _ count: Int, _ parameters: ForceParameters
      ) -> Void

  /// A table of kernels.
  public init(
    kickAndDrift: @escaping @Sendable (FieldView, PairOperator, Double, Double) -> Void,
    kick:
      @escaping @Sendable (
        FieldView, PairOperator?, Double, UnsafeMutablePointer<Double>
      ) -> Void,
    kickAndRotate: @escaping @Sendable (FieldView, FieldRotation, Double) -> Void,
    project: @escaping @Sendable (FieldView, PairOperator) -> Void,
    force:
      @escaping @Sendable (ForceForm) ->
      @Sendable (
        UnsafeMutablePointer<Double>, Int, ForceParameters
      ) -> Void
  ) {
    self.kickAndDrift = kickAndDrift
    self.kick = kick
    self.kickAndRotate = kickAndRotate
    self.project = project
    self.force = force
  }
}
