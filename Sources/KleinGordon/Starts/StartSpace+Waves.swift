import ClausiusDeclarations
import ClausiusFields

extension StartSpace {
  /// The wave number of mode n: 2 pi n/L, (2 n + 1) pi/L or n pi/L, as the boundary asks for.
  func waveNumber(_ mode: Int) -> Double {
    switch boundary.symmetry {
    case .periodic: 2 * .pi * Double(mode) / length
    case .antiperiodic: .pi * Double(2 * mode + 1) / length
    case .even, .odd: .pi * Double(mode) / length
    }
  }

  /// The modes that the grid can hold and de-aliasing keeps.
  ///
  /// The wave of half as many periods as points has one phase only: it can stand and not travel.
  func modes(traveling: Bool) -> ClosedRange<Int> {
    let most: Int
    // Halves of a period that the grid can hold, N; above two thirds of it de-aliasing keeps none.
    let kept = dealiasing == .twoThirds ? (2 * points - 1) / 3 : points
    switch boundary.symmetry {
    case .periodic:
      let isKept = dealiasing == .none && !traveling
      most = isKept ? points / 2 : min(kept / 2, (points - 1) / 2)
      return traveling ? -most...most : 0...most
    case .antiperiodic:
      most = (min(kept, points - 1) - 1) / 2
      return traveling ? -most - 1...most : 0...most
    case .even: return 0...min(kept, points - 1)
    case .odd: return 1...(dealiasing == .exact ? points - 1 : kept)
    }
  }

  /// Whether the ends reflect.
  var isWalled: Bool { boundary.symmetry == .even || boundary.symmetry == .odd }

  /// Refuses modes that the grid would take for others.
  func modeContradictions(_ asked: [Int], traveling: Bool, at key: String) -> [Contradiction] {
    let allowed = modes(traveling: traveling)
    guard let wrong = asked.first(where: { !allowed.contains($0) }) else { return [] }
    let reason =
      dealiasing == .twoThirds && abs(wrong) <= points / 2
      ? "is removed by dealiasing two_thirds on" : "does not fit on"
    let message =
      boundary == .dirichlet && wrong == 0
      ? "mode 0 vanishes between fixed ends"
      : "mode \(wrong) \(reason) a grid of \(points) points"
    return [
      Contradiction(
        at: key, message,
        advice:
          "modes from \(allowed.lowerBound) to \(allowed.upperBound) do; use one of them\(wrong == 0 ? "" : ", or more points")"
      )
    ]
  }
}
