import ClausiusEntropyMeasures
import RealModule

/// A divergence per particle with its bias and its variance.
struct DivergenceSums {
  /// The number of particles that take part.
  var samples: Int
  /// The plug-in value.
  var value = 0.0
  /// The bias of the plug-in.
  var bias = 0.0
  /// The variance of the value.
  var variance = 0.0
  /// The number of occupied velocity cells, 0 where none are used.
  var occupied = 0

  /// Nothing yet, for `samples` particles.
  init(samples: Int) { self.samples = samples }

  /// sum_a f_a ln(T_a^d/det P_a)/2 over cells whose stress is not degenerate.
  ///
  /// Bias: n P is a Wishart matrix with n - 1 degrees of freedom, whose mean log-determinant is
  /// known (Bartlett 1933). Variance: with B = P/T the value of one particle deviates by
  /// (c.c/T - c.P^-1.c)/2, for a Gaussian with variance sum (B_ii - 1)^2/2 over eigenvalues. At 0 a
  /// chi-squared law of d (d + 1)/2 - 1 degrees of freedom remains, which the noise of B makes the
  /// first term count twice; it stands where the first is not three times as large. Tails make both
  /// scatter more, by the factors K and K^2 with K = <(m c^2)^2>/(d (d + 2) T^2).
  init(anisotropyOf fields: LocalFields) {
    let d = Double(fields.dimension)
    let cells = fields.cells.indices.filter { fields.isThermal($0, stress: true) }
    let total = cells.reduce(0) { $0 + fields.cells[$1].count }
    self.init(samples: Int(total))
    var first = 0.0
    let second = cells.reduce(0.0) { sum, cell in
      let excess = fields.excess(cell)
      return sum + excess * excess * (d * (d + 1) / 2 - 1) / 2 / (total * total)
    }
    for cell in cells {
      let field = fields.cells[cell]
      let share = field.count / total
      value += share * fields.anisotropy(cell)
      let logTemperature = LocalEquilibrium.biasOfLogTemperature(field.count, d)
      let logDeterminant = (1...fields.dimension).reduce(d * Double.log(2 / field.count)) {
        $0 + Double.digamma((field.count - Double($1)) / 2)
      }
      bias += share * (d * logTemperature - logDeterminant) / 2
      let p = field.stress.diagonal / field.temperature
      let o = field.stress.offDiagonal / field.temperature
      let spread = (p * p).sum() + 2 * (o * o).sum() - d
      first += fields.excess(cell) * share * max(0, spread) / 2 / total
    }
    variance = first > 3 * second ? first - second : second
  }

  /// This less a part of it; the bias is what is left, and the variance an upper limit.
  func subtracting(_ part: DivergenceSums) -> DivergenceSums {
    var rest = self
    rest.value -= part.value
    rest.bias -= part.bias
    rest.variance += part.variance
    return rest
  }
}
