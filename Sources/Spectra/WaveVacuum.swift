/// The value around which the waves of a field are counted, and V'' there.
///
/// It is the vacuum that the start names, otherwise the one nearest to the mean of the field over
/// the points at the time; of two that are equally near, the later. A winding field counts without
/// its ramp. A field that changes its sign across the ends, or is 0 there, has no constant part:
/// its waves are those of phi itself, with V'' of the vacuum nearest to the mean of |phi|.
package struct WaveVacuum: Sendable {
  /// A minimum of V.
  package struct Minimum: Sendable, Hashable {
    /// The value of the field.
    package var value: Double
    /// V'' there.
    package var curvature: Double

    /// The minimum at `value`.
    package init(value: Double, curvature: Double) {
      self.value = value
      self.curvature = curvature
    }
  }

  private let symmetry: FieldSymmetry
  private let minima: [Minimum]
  private let period: Double?
  private let named: Minimum?

  /// The rule for a potential.
  ///
  /// - Parameters:
  ///   - minima: the minima of V, of a periodic V those of one period.
  ///   - period: the period of V; `nil` for none.
  ///   - named: the vacuum that the start names.
  package init(_ symmetry: FieldSymmetry, minima: [Minimum], period: Double?, named: Minimum?) {
    self.symmetry = symmetry
    self.minima = minima
    self.period = period
    self.named = named
  }

  /// The vacuum of a field whose values, less its ramp, at the points are `waves`; 0 where there is
  /// none.
  package func vacuum(of waves: [Double]) -> Minimum {
    if let named { return named }
    let count = Double(max(waves.count, 1))
    guard symmetry == .antiperiodic || symmetry == .odd else {
      return nearest(to: waves.reduce(0, +) / count)
    }
    return nearest(to: waves.reduce(0) { $0 + abs($1) } / count)
  }

  /// What is taken off the field before its waves are counted.
  package func center(_ vacuum: Minimum) -> Double {
    symmetry == .antiperiodic || symmetry == .odd ? 0 : vacuum.value
  }

  private func nearest(to mean: Double) -> Minimum {
    var best = Minimum(value: 0, curvature: 0)
    var distance = Double.infinity
    for minimum in minima {
      var candidate = minimum
      if let period { candidate.value += ((mean - minimum.value) / period).rounded() * period }
      let own = abs(mean - candidate.value)
      guard own <= distance * (1 + 1e-9) else { continue }
      (best, distance) = (candidate, own)
    }
    return best
  }
}
