/// What finite data say about a quantity: a value with everything that is needed to judge it.
///
/// Entropies are in nats here and everywhere else in the library; only a call that asks for bits
/// has them, as the last step. A value is
/// not clamped to its bounds: an estimate without bias must be able to lie on either side of the
/// truth, also of a truth that is a bound. ``excess`` tells by how much it does.
public struct Estimate: Sendable, Hashable {
  /// The value, or why there is none.
  public enum Outcome: Sendable, Hashable {
    /// A finite number.
    case value(Double)
    /// There is no number.
    case undefined(Undefined)
  }

  /// The value, or `nil` where it is undefined.
  public private(set) var value: Double?
  /// Why there is no value, or `nil` when there is one.
  public let undefined: Undefined?
  /// The unit of the value, its standard error and its bounds.
  public var unit: EntropyUnit
  /// The number of samples that the value rests on.
  public var samples: Int
  /// The number of possible outcomes (bins, cells, symbols), where the quantity has them.
  public var outcomes: Int?
  /// How the bias of a finite sample was treated.
  public var biasCorrection: BiasCorrection
  /// The standard error and how it was found, or `nil` for none.
  public var standardError: StandardError?
  /// Why there is a value without a standard error, where somebody has said so.
  public var missingError: MissingError?
  /// What the estimator finds in data that have lost what it looks for, where the call asks for it.
  public internal(set) var null: NullDistribution?
  /// The range of the true quantity.
  public var bounds: Bounds
  /// The time between the samples, where the value is a rate in time.
  public var timeStep: Double?
  /// Samples (windows, for ordinal patterns) that hold a value which occurs again, where the method
  /// assumes that none does; `nil` where ties do no harm.
  public var ties: Int?
  /// The unit of the data, which a differential entropy belongs to; `nil` when the data do not
  /// tell.
  public var dataUnit: String?
  /// What a reader should know before trusting the value, without repetition.
  public private(set) var warnings: [EstimateWarning] = []

  /// An estimate of `value`; one that is too large for a number is undefined.
  public init(
    _ value: Double, unit: EntropyUnit, samples: Int, outcomes: Int? = nil,
    biasCorrection: BiasCorrection = .none, standardError: StandardError? = nil,
    bounds: Bounds = .unbounded, warnings: [EstimateWarning] = []
  ) {
    self.value = value.isFinite ? value : nil
    undefined = value.isFinite ? nil : .outOfRange
    self.unit = unit
    self.samples = samples
    self.outcomes = outcomes
    self.biasCorrection = biasCorrection
    self.standardError = standardError.flatMap { $0.value.isFinite ? $0 : nil }
    self.bounds = bounds
    for warning in warnings { warn(warning) }
  }

  /// An estimate that has no value.
  public init(
    undefined reason: Undefined, unit: EntropyUnit, samples: Int, outcomes: Int? = nil,
    bounds: Bounds = .unbounded
  ) {
    value = nil
    undefined = reason
    self.unit = unit
    self.samples = samples
    self.outcomes = outcomes
    biasCorrection = .none
    self.bounds = bounds
  }

  /// Takes a standard error, or why there is none.
  mutating func take(_ error: Result<StandardError, MissingErrorFailure>) {
    switch error {
    case .success(let error) where error.value.isFinite:
      (standardError, missingError) = (error, nil)
    case .success: (standardError, missingError) = (nil, .fewDecide)
    case .failure(let failure): (standardError, missingError) = (nil, failure.reason)
    }
  }

  /// States why there is no standard error, unless there is one, or a reason already.
  public mutating func state(missing reason: MissingError) {
    if value != nil, standardError == nil, missingError == nil { missingError = reason }
  }

  /// The value, or why there is none.
  public var outcome: Outcome {
    switch (value, undefined) {
    case (let value?, _): return .value(value)
    case (nil, let reason?): return .undefined(reason)
    case (nil, nil): preconditionFailure("an estimate has a value or a reason for having none")
    }
  }

  /// How far the value lies outside its bounds: 0 inside, positive above, negative below.
  public var excess: Double {
    guard let value else { return 0 }
    if let upper = bounds.upper, value > upper { return value - upper }
    if let lower = bounds.lower, value < lower { return value - lower }
    return 0
  }

  /// Adds `warning` unless it is there already.
  public mutating func warn(_ warning: EstimateWarning) {
    if !warnings.contains(warning) { warnings.append(warning) }
  }

  /// The estimate in units of `scale` (> 0): a pure number, such as an entropy divided by its
  /// maximum.
  public func divided(by scale: Double) -> Estimate { divided(by: scale, unit: .dimensionless) }

  /// The estimate in units of `scale` (> 0), which are called `unit`.
  func divided(by scale: Double, unit: EntropyUnit) -> Estimate {
    precondition(scale > 0 && scale.isFinite)
    var result = self
    result.unit = unit
    result.value = value.map { $0 / scale }
    result.standardError?.value /= scale
    result.null = null?.divided(by: scale)
    result.bounds.lower = bounds.lower.map { $0 / scale }
    result.bounds.upper = bounds.upper.map { $0 / scale }
    return result
  }
}

/// The unit of an estimate.
public enum EntropyUnit: String, Sendable, Hashable, CaseIterable {
  /// Natural units of information.
  case nat
  /// Bits, ln 2 nats each.
  case bit
  /// A pure number.
  case dimensionless = "1"
  /// A length in natural units.
  case length
  /// A speed in natural units.
  case speed = "length/time"
  /// An angle.
  case radian
  /// An angle per time in natural units.
  case angularSpeed = "radian/time"
  /// One over a time in natural units.
  case perTime = "1/time"
  /// Natural units of information per symbol of a series.
  case natPerSymbol = "nat/symbol"
  /// Natural units of information per time, in the unit of the time step that the caller gave.
  case natPerTime = "nat/time"
  /// Natural units of information per time and length, area or volume.
  case natPerTimeAndArea = "nat/(length^dimension time)"
  /// Bits per symbol of a series.
  case bitPerSymbol = "bit/symbol"
  /// Bits per time, in the unit of the time step that the caller gave.
  case bitPerTime = "bit/time"
  /// Bits per time and length, area or volume.
  case bitPerTimeAndArea = "bit/(length^dimension time)"
  /// One over a time and a length, area or volume.
  case perTimeAndArea = "1/(length^dimension time)"
  /// A squared length in natural units.
  case squaredLength = "length^2"
  /// A squared speed in natural units.
  case squaredSpeed = "length^2/time^2"
  /// A squared length per time in natural units.
  case diffusivity = "length^2/time"
  /// A shear viscosity in the plane in natural units.
  case viscosity = "energy time/length^2"
}

/// The range of a quantity; an end that is `nil` does not exist.
public struct Bounds: Sendable, Hashable {
  /// The smallest value that the quantity can have.
  public var lower: Double?
  /// The largest value that the quantity can have.
  public var upper: Double?

  /// From `lower` to `upper`.
  public init(_ lower: Double?, _ upper: Double?) {
    self.lower = lower
    self.upper = upper
  }

  /// Every number.
  public static let unbounded = Bounds(nil, nil)
  /// 0 to 1.
  public static let unit = Bounds(0, 1)
  /// 0 and above.
  public static let nonNegative = Bounds(0, nil)
}
