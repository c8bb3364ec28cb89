import ClausiusDeclarations
import Foundation

extension KleinGordonModel {
  /// What a run warns of about the ends of its domain: solitons that overlap with their images
  /// across the boundary, and a field that does not quite close.
  func endWarnings() -> [Contradiction] {
    for value in extremeValues {
      guard let profile = profile(in: startSpace(), scanned: value) else { continue }
      let found = imageWarnings(profile) + closureWarnings(profile)
      if !found.isEmpty { return found }
    }
    return []
  }

  private func imageWarnings(_ profile: FieldProfile) -> [Contradiction] {
    let overlap = imageDistances(profile).map { exp(-$0.distance / $0.flank) }.max() ?? 0
    guard overlap > 1e-6 else { return [] }
    return [
      Contradiction(
        at: startsKey,
        "solitons overlap with their images across the boundary: the flank of one is \((overlap * 1e6).rounded() / 1e6) at the middle of the other, so that the start is no exact solution",
        advice: "use a longer domain, or put them nearer to its middle")
    ]
  }

  /// How far solitons are from their images, and the length over which their flanks fall.
  private func imageDistances(
    _ profile: FieldProfile
  ) -> [(distance: Double, flank: Double)] {
    let solitons = profile.solitons.sorted { $0.position < $1.position }
    guard let first = solitons.first, let last = solitons.last else { return [] }
    if startSpace().isWalled {
      return [
        (2 * (first.position - start), first.flank), (2 * (end - last.position), last.flank),
      ]
    }
    return [(first.position + length - last.position, max(first.flank, last.flank))]
  }

  /// Bumps cut off by the ends: a small jump of the field or of its slope spreads over all waves.
  func closureWarnings(_ profile: FieldProfile) -> [Contradiction] {
    guard !profile.centers.isEmpty else { return [] }
    let step = 1e-4 * length / Double(points)
    func slope(_ x: Double) -> Double {
      (profile.value(x + step).phi - profile.value(x - step).phi) / (2 * step)
    }
    let (first, last) = (profile.value(start).phi, profile.value(end).phi)
    let jumps =
      switch boundary {
      case .periodic: (last - first, slope(end) - slope(start))
      case .winding: (last - first - rise, slope(end) - slope(start))
      case .antiperiodic: (last + first, slope(end) + slope(start))
      case .neumann: (0.0, 2 * max(abs(slope(start)), abs(slope(end))))
      case .dirichlet: (max(abs(first), abs(last)), 0.0)
      }
    guard abs(jumps.0) > 1e-6 || abs(jumps.1) > 1e-6 else { return [] }
    return [
      Contradiction(
        at: startsKey,
        "the ends of the domain cut a bump off: the field jumps there by \(Float(abs(jumps.0))) and its slope by \(Float(abs(jumps.1)))",
        advice: "use a longer domain, or put the bump nearer to its middle")
    ]
  }
}
