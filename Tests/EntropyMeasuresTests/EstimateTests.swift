import Testing

@testable import ClausiusEntropyMeasures

/// The value that every estimator returns.
@Suite struct EstimateTests {
  @Test func dividingScalesValueErrorAndBounds() {
    let estimate = Estimate(
      3, unit: .nat, samples: 10, outcomes: 5, biasCorrection: .millerMadow,
      standardError: StandardError(0.5, by: .jackknife), bounds: Bounds(0, 4))
    let half = estimate.divided(by: 2)
    #expect(half.value == 1.5)
    #expect(half.standardError == StandardError(0.25, by: .jackknife))
    #expect(half.bounds == Bounds(0, 2))
    #expect(half.unit == .dimensionless)
    #expect(half.samples == 10)
    #expect(half.biasCorrection == .millerMadow)
  }

  @Test func excessTellsHowFarAValueIsOutside() {
    #expect(Estimate(1.25, unit: .dimensionless, samples: 1, bounds: .unit).excess == 0.25)
    #expect(Estimate(-0.5, unit: .dimensionless, samples: 1, bounds: .unit).excess == -0.5)
    #expect(Estimate(0.5, unit: .dimensionless, samples: 1, bounds: .unit).excess == 0)
    #expect(Estimate(7, unit: .dimensionless, samples: 1).excess == 0)
  }

  @Test func warningsDoNotRepeat() {
    var estimate = Estimate(1, unit: .nat, samples: 1, warnings: [.ties(samples: 2)])
    estimate.warn(.ties(samples: 2))
    estimate.warn(.undefinedAxis)
    #expect(estimate.warnings == [.ties(samples: 2), .undefinedAxis])
  }

  @Test func undefinedIsACaseAndStaysOne() {
    let none = Estimate(undefined: .noExtent, unit: .nat, samples: 3)
    #expect(none.value == nil)
    #expect(none.divided(by: 2).outcome == .undefined(.noExtent))
    #expect(none.excess == 0)
  }
}
