import ClausiusDeclarations

/// An estimator of points in a space whose axes may have periods.
///
/// The frames of a trajectory know the periods, so that a call need not state them.
public protocol PeriodicEstimator: NamedEstimator {
  /// The period of each axis, 0 for an open one; none for open space.
  var periods: [Double] { get set }
}

/// An estimator of a rate in time.
///
/// The frames of a trajectory know the time between them, so that a call need not state it.
public protocol RateEstimator: NamedEstimator {
  /// The time between samples, above 0.
  var timeStep: Double { get set }
}

/// An estimator that compares a series with its reversal.
///
/// The quantities of a trajectory know what becomes of them when time runs backward.
public protocol ParityEstimator: NamedEstimator {
  /// What becomes of each column when time runs backward; `nil` where it is not stated.
  var parity: Parity? { get set }
}

/// An estimator that is given the steps of a series, at least with some of its parameters.
public protocol StepEstimator: NamedEstimator {
  /// Whether the numbers that it is given are the steps between successive states.
  var takesSteps: Bool { get }
}

/// An estimator of outcomes whose numbers are counts or samples.
///
/// Numbers of frames and numbers made by bins are samples, the symbols of outcomes.
public protocol OutcomeEstimator: NamedEstimator {
  /// What the numbers can be.
  associatedtype Source: OutcomeSource

  /// What the numbers are.
  var values: Source { get set }
}

/// What the numbers of a data set of outcomes can be.
public protocol OutcomeSource: DeclaredChoice, Equatable {
  /// One number a sample: which outcome it is.
  static var symbols: Self { get }
}

extension OutcomeEstimator {
  /// Symbols are samples; counts and weights are not.
  public var rowsAreSamples: Bool { values == .symbols }

  /// Whether the numbers are how often outcomes were seen.
  var takesCounts: Bool { values.word == CountSource.counts.word }

  /// Whether the numbers are symbols.
  var takesSymbols: Bool { values == .symbols }

  /// Takes the numbers as symbols.
  mutating func takeSymbols() { values = .symbols }
}

extension Key where Root: OutcomeEstimator {
  /// What the numbers of a data set are.
  static var values: Key {
    Key(
      "values", \Root.values,
      about: "what the numbers of the dataset are; on trajectories symbols unless stated")
  }
}

extension PreparedEstimator {
  /// Takes the numbers as symbols, where they could be counts too.
  public mutating func takeSymbols() {
    guard var outcomes = estimator as? any OutcomeEstimator else { return }
    outcomes.takeSymbols()
    estimator = outcomes
  }

  /// Sets the period of each axis, 0 for an open one, where the estimator has periods.
  public mutating func set(periods: [Double]) {
    guard var periodic = estimator as? any PeriodicEstimator else { return }
    periodic.periods = periods
    estimator = periodic
  }

  /// Sets what becomes of each column when time runs backward, 1 or -1, where the estimator asks
  /// for it.
  public mutating func set(parity: [Double]) {
    guard var directed = estimator as? any ParityEstimator else { return }
    directed.parity = .columns(parity)
    estimator = directed
  }

  /// Sets the time between samples, above 0, where the estimator is one of a rate.
  public mutating func set(timeStep: Double) {
    guard var rate = estimator as? any RateEstimator else { return }
    rate.timeStep = timeStep
    estimator = rate
  }
}
