import ClausiusKernelInterface

/// The lanes with the two numbers of every pair exchanged.
@inline(__always)
func swappedPairs(_ x: Lanes) -> Lanes {
  var y = x
  var lane = 0
  while lane < Lanes.scalarCount {
    y[lane] = x[lane ^ 1]
    lane &+= 1
  }
  return y
}

extension PairOperator {
  /// The map at the numbers i, i + 1 and so on.
  @inline(__always)
  func callAsFunction(_ x: Lanes, at i: Int, mixes: Bool) -> Lanes {
    let direct = load(self.direct + i) * x
    guard mixes, let swapped else { return direct }
    return multiplyAdd(load(swapped + i), swappedPairs(x), direct)
  }
}

@inline(__always)
private func kickAndDrift(
  _ view: FieldView, _ stiffness: PairOperator, _ kick: Double, _ drift: Double, mixes: Bool
) {
  let minusKick = Lanes(repeating: -kick)
  let drift = Lanes(repeating: drift)
  var i = 0
  while i < view.count {
    let u = load(view.field + i)
    let gradient = stiffness(u, at: i, mixes: mixes) + load(view.force + i)
    let p = multiplyAdd(minusKick, gradient, load(view.momentum + i))
    let moved = multiplyAdd(drift, p, u)
    save(p, view.momentum + i)
    save(moved, view.field + i)
    save(moved, view.force + i)
    i &+= Lanes.scalarCount
  }
}

/// Kick and drift in one pass over the coefficients.
let kickAndDriftKernel: @Sendable (FieldView, PairOperator, Double, Double) -> Void = {
  view, stiffness, kick, drift in
  if stiffness.swapped == nil {
    kickAndDrift(view, stiffness, kick, drift, mixes: false)
  } else {
    kickAndDrift(view, stiffness, kick, drift, mixes: true)
  }
}

/// Kick alone, into a column that may be the momentum itself.
let kickKernel: @Sendable (FieldView, PairOperator?, Double, UnsafeMutablePointer<Double>) -> Void =
  {
    view, stiffness, kick, out in
    let minusKick = Lanes(repeating: -kick)
    var i = 0
    while i < view.count {
      var gradient = load(view.force + i)
      if let stiffness {
        gradient = stiffness(load(view.field + i), at: i, mixes: true) + gradient
      }
      save(multiplyAdd(minusKick, gradient, load(view.momentum + i)), out + i)
      i &+= Lanes.scalarCount
    }
  }

@inline(__always)
private func kickAndRotate(_ view: FieldView, _ flow: FieldRotation, _ kick: Double, mixes: Bool) {
  let minusKick = Lanes(repeating: -kick)
  var i = 0
  while i < view.count {
    let u = load(view.field + i)
    let p = multiplyAdd(minusKick, load(view.force + i), load(view.momentum + i))
    let moved = flow.cosine(u, at: i, mixes: mixes) + flow.sine(p, at: i, mixes: mixes)
    save(
      flow.cosine(p, at: i, mixes: mixes) - flow.restoring(u, at: i, mixes: mixes),
      view.momentum + i)
    save(moved, view.field + i)
    save(moved, view.force + i)
    i &+= Lanes.scalarCount
  }
}

/// Kick by the nonlinear part and the exact flow of the free field in one pass over the
/// coefficients.
let kickAndRotateKernel: @Sendable (FieldView, FieldRotation, Double) -> Void = {
  view, rotation, kick in
  if rotation.cosine.swapped == nil {
    kickAndRotate(view, rotation, kick, mixes: false)
  } else {
    kickAndRotate(view, rotation, kick, mixes: true)
  }
}

/// Keeps of the force what the projection keeps.
let projectKernel: @Sendable (FieldView, PairOperator) -> Void = { view, projection in
  var i = 0
  while i < view.count {
    save(projection(load(view.force + i), at: i, mixes: true), view.force + i)
    i &+= Lanes.scalarCount
  }
}
