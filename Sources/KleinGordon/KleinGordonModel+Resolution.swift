import ClausiusDeclarations
import Foundation

extension KleinGordonModel {
  /// How far the waves of the grid may miss a start, as a share of its height.
  private static let largestMiss = 1e-3

  /// What a run warns of: a soliton or bump that the grid does not resolve.
  ///
  /// The waves through the points of the grid are compared with the start itself between the
  /// points, half way to the next, and in the middles of its solitons and bumps: both the field and
  /// its momentum. Starts in the convention `amangkurat` have jumps that no grid resolves, and what
  /// the ends of the domain cut off is reported by ``closureWarnings(_:)``.
  func resolutionWarnings(_ geometry: FieldGeometry, seed: UInt64) -> [Contradiction] {
    guard !starts.contains(where: \.form.isAsPublished) else { return [] }
    for value in extremeValues {
      guard let profile = profile(in: startSpace(seed: seed), scanned: value),
        profile.shortest.isFinite, closureWarnings(profile).isEmpty
      else { continue }
      let miss = miss(of: profile, geometry)
      if miss > Self.largestMiss { return [resolutionWarning(profile, miss: miss)] }
    }
    return []
  }

  private func resolutionWarning(_ profile: FieldProfile, miss: Double) -> Contradiction {
    let percent = (miss * 1000).rounded() / 10
    // Two points in the shortest length: the spectrum of a kink or a bump falls below the limit
    // before the shortest wave.
    let needed = max(2 * length / profile.shortest, 1.5 * Double(points))
    let power = pow(2, log2(needed).rounded(.up))
    let longest = Double(points) * profile.shortest / 2
    let more = power <= 0x1p26 ? "use \(Int(power)) points, or a length" : "use a length"
    return Contradiction(
      at: "points",
      "the grid does not resolve the start: between its points its waves miss the start by \(percent.scenarioText) % of its height; it changes over \(Float(profile.shortest)), and the points are \(Float(length / Double(points))) apart",
      advice: "\(more) of at most \(Float(longest)), or a wider or slower start")
  }

  /// The largest distance between the waves of the grid and a profile, in the field as a share of
  /// its height, and in the momentum likewise.
  private func miss(of profile: FieldProfile, _ geometry: FieldGeometry) -> Double {
    let state = FieldState(geometry.basis)
    let values = geometry.computedPositions.map(profile.value)
    set(state, geometry, phi: values.map(\.phi), pi: values.map(\.pi), reference: 0)
    let isInside: (Double) -> Bool = { $0 >= start && $0 <= end }
    let middles = profile.middles.filter(isInside).map {
      ($0, FieldPlace($0, geometry, reference: 0))
    }
    var seen = middles.map { x, place in
      Comparison(
        profile.value(x), phi: place.value(of: state.field),
        pi: place.value(of: state.momentum) - geometry.ramp(at: x))
    }
    let shift = geometry.spacing / 2
    let places = geometry.positions.map { $0 + shift }
    let (fields, momenta) = (
      geometry.sampled(state.field, shift: shift), geometry.sampled(state.momentum, shift: shift)
    )
    for (k, x) in places.enumerated() where k < fields.count && isInside(x) {
      seen.append(
        Comparison(profile.value(x), phi: fields[k] + geometry.ramp(at: x), pi: momenta[k]))
    }
    return Comparison.miss(seen, over: profile.shortest)
  }
}

/// A start at one place, and what the waves of the grid make of it.
private struct Comparison {
  let exact: (phi: Double, pi: Double)
  let waves: (phi: Double, pi: Double)

  init(_ exact: (phi: Double, pi: Double), phi: Double, pi: Double) {
    self.exact = exact
    waves = (phi, pi)
  }

  /// The largest difference as a share of the height: that of the field, or where it is larger the
  /// one that the momentum builds up in the time in which light crosses the shortest length.
  static func miss(_ seen: [Comparison], over shortest: Double) -> Double {
    let values = seen.map(\.exact.phi)
    guard let low = values.min(), let high = values.max() else { return 0 }
    let rate = seen.map { abs($0.exact.pi) }.max() ?? 0
    let height = max(high - low, rate * shortest)
    guard height > 0, height.isFinite else { return 0 }
    return seen.reduce(0) {
      max(
        $0, abs($1.exact.phi - $1.waves.phi) / height,
        shortest * abs($1.exact.pi - $1.waves.pi) / height)
    }
  }
}
