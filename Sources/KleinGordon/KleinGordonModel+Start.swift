import ClausiusDeclarations
import ClausiusSimulationCore

extension KleinGordonModel {
  /// The starts in order: the one of `start` or those of `superpose`.
  var starts: [FieldStart] { initial.map { [$0] } ?? superpose }

  /// The key under which start number k stands.
  func startKey(_ k: Int) -> String { initial == nil ? "superpose" : "start" }

  /// What starts are given.
  func startSpace(seed: UInt64 = 0, member: Int = 0) -> StartSpace {
    StartSpace(
      potential: potential.form, start: start, length: length, boundary: boundary, points: points,
      dealiasing: dealiasing, seed: seed, member: member)
  }

  /// The starts as one function of x, with the scanned parameter set; `nil` when a start is no
  /// function.
  func profile(in space: StartSpace, scanned value: Double? = nil) -> FieldProfile? {
    guard let profiles = profiles(in: space, scanned: value), let first = profiles.first else {
      return nil
    }
    return profiles.dropFirst().reduce(first) { $0.joined(with: $1) }
  }

  /// The starts as functions of x from left to right, in whatever order they are given; those that
  /// fill the whole domain keep their place in the list. `nil` when a start is no function.
  func profiles(in space: StartSpace, scanned value: Double? = nil) -> [FieldProfile]? {
    var found: [FieldProfile] = []
    for start in starts {
      var start = start
      if let ensemble, let value, let changed = start.with(ensemble.scan.parameter, value) {
        start = changed
      }
      guard let form = start.profileForm else { return nil }
      found.append(form.profile(in: space))
    }
    let places = found.indices.filter { found[$0].position != nil }
    let sorted = places.map { found[$0] }.enumerated().sorted {
      ($0.element.position ?? 0, $0.offset) < ($1.element.position ?? 0, $1.offset)
    }
    for (place, profile) in zip(places, sorted) { found[place] = profile.element }
    return found
  }

  /// The scanned values that lie farthest apart; one that is none without an ensemble.
  var extremeValues: [Double?] {
    guard let values = ensemble?.scan.values, let first = values.first, let last = values.last
    else {
      return [nil]
    }
    return first == last ? [first] : [first, last]
  }

  /// The one kink and antikink that meet in the middle between them, and are watched: the start
  /// `kink_antikink`, or one kink on the left and one antikink on the right superposed with
  /// opposite velocities. `nil` for others.
  var watchedPair: KinkAntikinkStart? {
    if case .kinkAntikink(let pair) = starts.first, starts.count == 1 {
      return pair.convention == .exact ? pair : nil
    }
    guard ensemble == nil, superpose.count == 2 else { return nil }
    var (kinks, antikinks): ([KinkStart], [AntikinkStart]) = ([], [])
    for start in superpose {
      if case .kink(let kink) = start, kink.convention == .exact { kinks.append(kink) }
      if case .antikink(let antikink) = start { antikinks.append(antikink) }
    }
    guard let kink = kinks.first, let antikink = antikinks.first,
      kink.position < antikink.position, kink.velocity == -antikink.velocity
    else { return nil }
    var pair = KinkAntikinkStart()
    pair.separation = antikink.position - kink.position
    pair.velocity = kink.velocity
    pair.position = (kink.position + antikink.position) / 2
    return pair
  }

  /// How much the field rises from end to end besides what its waves do.
  var rise: Double {
    guard case .winding(let n) = boundary else { return 0 }
    return Double(n) * (potential.form.period ?? 0)
  }

  /// The degree of a polynomial V'; `nil` for others.
  var forceDegree: Int? {
    guard case .polynomial(let slope) = potential.form.force else { return nil }
    return slope.lastIndex { $0 != 0 } ?? 0
  }

  /// Whether the field is even about the middle of a periodic domain, at its start and so for ever.
  var isMirrorSymmetric: Bool {
    guard boundary == .periodic, points % 4 == 0, let profile = profile(in: startSpace()) else {
      return false
    }
    let middle = start + length / 2
    let scale = max(1e-300, abs(profile.right), abs(profile.left), 1)
    return (1...64).allSatisfy { k in
      let distance = length / 2 * Double(k) / 64
      let left = profile.value(middle - distance)
      let right = profile.value(middle + distance)
      return abs(left.phi - right.phi) < 1e-12 * scale && abs(left.pi - right.pi) < 1e-12 * scale
    }
  }

  /// Whether only one half is computed.
  var usesMirror: Bool {
    switch symmetry {
    case .none: false
    case .even: true
    case .automatic: ensemble != nil && thermostat == nil && isMirrorSymmetric
    }
  }
}
