import ClausiusDeclarations
import Foundation

/// A way to step in time: a table, and the two flows that it composes.
public enum TimeScheme: String, DeclaredChoice, Hashable {
  /// Order 2, 1 force a step.
  case stormerVerlet = "stormer_verlet"
  /// Order 4, 3 forces.
  case yoshida4 = "yoshida_4"
  /// Order 6, 7 forces.
  case yoshida6 = "yoshida_6"
  /// Order 4, 6 forces.
  case blanesMoanSRKN6 = "blanes_moan_srkn6"
  /// Order 6, 10 forces.
  case blanesMoanS10 = "blanes_moan_s10"
  /// Order 6, 11 forces.
  case blanesMoanSRKN11 = "blanes_moan_srkn11"
  /// Order 8, 17 forces.
  case kahanLi8 = "kahan_li_8"
  /// Order 2, 1 force, the free field exact.
  case exponentialSplitting = "exponential_splitting"
  /// Order 4, 6 forces, the free field exact.
  case exponentialSplitting4 = "exponential_splitting_4"
  /// Order 6, 11 forces, the free field exact.
  case exponentialSplitting6 = "exponential_splitting_6"

  /// What the scheme is.
  public var about: String {
    let cost = "order \(table.order), \(table.forces) force\(table.forces == 1 ? "" : "s") a step"
    let flow = isExponential ? ", the free field exact in Fourier space" : ""
    return cost + flow + "; " + source
  }

  private var source: String {
    switch self {
    case .stormerVerlet: "Verlet 1967"
    case .yoshida4, .yoshida6: "Yoshida 1990"
    case .blanesMoanSRKN6, .exponentialSplitting4: "Blanes and Moan 2002, table 3"
    case .blanesMoanS10: "Blanes and Moan 2002, table 2"
    case .blanesMoanSRKN11, .exponentialSplitting6: "Blanes and Moan 2002, table 3"
    case .kahanLi8: "Kahan and Li 1997"
    case .exponentialSplitting: "Strang 1968"
    }
  }

  /// The coefficients.
  var table: SplittingTable {
    switch self {
    case .stormerVerlet, .exponentialSplitting: .stormerVerlet
    case .yoshida4: .yoshida4
    case .yoshida6: .yoshida6
    case .blanesMoanSRKN6, .exponentialSplitting4: .blanesMoanSRKN6
    case .blanesMoanS10: .blanesMoanS10
    case .blanesMoanSRKN11, .exponentialSplitting6: .blanesMoanSRKN11
    case .kahanLi8: .kahanLi8
    }
  }

  /// Whether the drift is the exact flow of the free field, and the kick only what is left of the
  /// force.
  var isExponential: Bool {
    switch self {
    case .exponentialSplitting, .exponentialSplitting4, .exponentialSplitting6: true
    default: false
    }
  }
}

extension TimeScheme {
  /// The largest omega tau at which a step of an oscillator of frequency omega is stable: 2 for
  /// Verlet.
  var stabilityLimit: Double { table.stabilityLimit(kick: 1, free: 0) }
}

extension SplittingTable {
  /// The largest time step (up to 64) such that every shorter one keeps an oscillator bounded.
  ///
  /// - Parameters:
  ///   - kick: the stiffness that the kick carries.
  ///   - free: the stiffness that the drift carries, its frequency squared.
  func stabilityLimit(kick: Double, free: Double) -> Double {
    func isStable(_ step: Double) -> Bool { abs(trace(step, kick: kick, free: free)) <= 2 + 1e-9 }
    let grid = 1e-3 / max(1e-6, abs(kick) + free).squareRoot()
    var step = grid
    while step < 64, isStable(step) { step += grid }
    if step >= 64 { return .infinity }
    var (low, high) = (step - grid, step)
    for _ in 0..<50 {
      let middle = (low + high) / 2
      if isStable(middle) { low = middle } else { high = middle }
    }
    return low
  }

  /// The trace of the map of one step.
  private func trace(_ step: Double, kick: Double, free: Double) -> Double {
    var columns = [(u: 1.0, p: 0.0), (u: 0.0, p: 1.0)]
    let omega = free.squareRoot()
    for k in columns.indices {
      var (u, p) = columns[k]
      for stage in drifts.indices {
        p -= kicks[stage] * step * kick * u
        let angle = omega * drifts[stage] * step
        let sine = omega > 0 ? sin(angle) / omega : drifts[stage] * step
        (u, p) = (cos(angle) * u + sine * p, cos(angle) * p - omega * sin(angle) * u)
      }
      p -= kicks[drifts.count] * step * kick * u
      columns[k] = (u, p)
    }
    return columns[0].u + columns[1].p
  }
}
