import ClausiusKernelInterface

/// The sine of an angle of less than about 10^5 revolutions, to 2 units in the last place (measured
/// against 80-bit numbers: 1.8 where multiply-add is fused), and absolutely to 3e-17 times the
/// angle near zeros beyond the first.
///
/// The angle is brought to r in [-pi/2, pi/2] by the nearest multiple of pi, kept in three parts
/// (Cody and Waite 1980); there sin r = r + r^3 P(r^2) with the minimax P of degree 7, relative
/// error 3e-19.
@inline(__always)
func sine(_ angle: Lanes) -> Lanes {
  let turns = (angle * (1 / Double.pi)).rounded(.toNearestOrEven)
  var r = multiplyAdd(turns, Lanes(repeating: -0x1.921fb54400000p+1), angle)
  r = multiplyAdd(turns, Lanes(repeating: -0x1.0b4611a600000p-33), r)
  r = multiplyAdd(turns, Lanes(repeating: -0x1.3198a2e037073p-68), r)
  let square = r * r
  var series = Lanes(repeating: 2.7211662760219700684e-15)
  series = multiplyAdd(series, square, Lanes(repeating: -7.642990679764163581e-13))
  series = multiplyAdd(series, square, Lanes(repeating: 1.6058939675370467514e-10))
  series = multiplyAdd(series, square, Lanes(repeating: -2.5052106872205940775e-8))
  series = multiplyAdd(series, square, Lanes(repeating: 2.7557319211130867997e-6))
  series = multiplyAdd(series, square, Lanes(repeating: -0.00019841269841209182249))
  series = multiplyAdd(series, square, Lanes(repeating: 0.0083333333333331942045))
  series = multiplyAdd(series, square, Lanes(repeating: -0.16666666666666665569))
  let value = multiplyAdd(series * square, r, r)
  // An odd number of half revolutions turns the sign; its parity is the last bit of the number plus
  // 1.5 2^52.
  let parity = unsafeBitCast(turns + 0x1.8p52, to: Words.self) &<< 63
  return unsafeBitCast(unsafeBitCast(value, to: Words.self) ^ parity, to: Lanes.self)
}

/// Applies `body` to every point, turned back before and forth after when there is a twiddle.
@inline(__always)
private func forEachPoint(
  _ values: UnsafeMutablePointer<Double>, _ count: Int, _ parameters: ForceParameters,
  _ body: (_ u: Lanes, _ i: Int) -> Lanes
) {
  var i = 0
  guard let twiddle = parameters.twiddle else {
    while i < count {
      save(body(load(values + i), i), values + i)
      i &+= Lanes.scalarCount
    }
    return
  }
  // The column holds cosines for `count` numbers and then signed sines for as many.
  while i < count {
    let z = load(values + i)
    let cosine = load(twiddle + i)
    let sine = load(twiddle + count + i)
    let u = multiplyAdd(cosine, z, sine * swappedPairs(z))
    let f = body(u, i)
    save(multiplyAdd(cosine, f, -(sine * swappedPairs(f))), values + i)
    i &+= Lanes.scalarCount
  }
}

@inline(__always)
private func normalized(_ x: Lanes, _ i: Int, _ parameters: ForceParameters) -> Lanes {
  guard let offset = parameters.offset else { return parameters.normalization * x }
  return multiplyAdd(Lanes(repeating: parameters.normalization), x, load(offset + i))
}

private let cubic: @Sendable (UnsafeMutablePointer<Double>, Int, ForceParameters) -> Void = {
  values, count, parameters in
  let c1 = Lanes(repeating: parameters.coefficients[0])
  let c3 = Lanes(repeating: parameters.coefficients[1])
  forEachPoint(values, count, parameters) { u, _ in u * multiplyAdd(c3, u * u, c1) }
}

private let polynomial: @Sendable (UnsafeMutablePointer<Double>, Int, ForceParameters) -> Void = {
  values, count, parameters in
  let coefficients = parameters.coefficients
  let last = parameters.coefficientCount &- 1
  forEachPoint(values, count, parameters) { x, i in
    let u = normalized(x, i, parameters)
    var sum = Lanes(repeating: coefficients[last])
    var k = last
    while k > 0 {
      k &-= 1
      sum = multiplyAdd(sum, u, Lanes(repeating: coefficients[k]))
    }
    return sum
  }
}

private let singleSine: @Sendable (UnsafeMutablePointer<Double>, Int, ForceParameters) -> Void = {
  values, count, parameters in
  let s1 = Lanes(repeating: parameters.coefficients[0])
  let c1 = Lanes(repeating: parameters.coefficients[1])
  forEachPoint(values, count, parameters) { x, i in
    let u = normalized(x, i, parameters)
    return multiplyAdd(s1, sine(u), c1 * (parameters.normalization * x))
  }
}

private let doubleSine: @Sendable (UnsafeMutablePointer<Double>, Int, ForceParameters) -> Void = {
  values, count, parameters in
  let s1 = Lanes(repeating: parameters.coefficients[0])
  let s2 = Lanes(repeating: parameters.coefficients[1])
  let c1 = Lanes(repeating: parameters.coefficients[2])
  forEachPoint(values, count, parameters) { x, i in
    let u = normalized(x, i, parameters)
    let linear = c1 * (parameters.normalization * x)
    return multiplyAdd(s1, sine(u), multiplyAdd(s2, sine(0.5 * u), linear))
  }
}

/// The kernel of each form of force.
let forceTable:
  @Sendable (ForceForm) ->
    @Sendable (
      UnsafeMutablePointer<Double>, Int, ForceParameters
    ) -> Void = { form in
      switch form {
      case .cubic: cubic
      case .polynomial: polynomial
      case .sine: singleSine
      case .doubleSine: doubleSine
      }
    }

/// The kernels of the field in the instruction set that this module is built for.
public let fieldKernels = FieldKernels(
  kickAndDrift: kickAndDriftKernel, kick: kickKernel, kickAndRotate: kickAndRotateKernel,
  project: projectKernel, force: forceTable)
