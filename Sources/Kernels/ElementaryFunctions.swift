/// The natural logarithm of normal positive numbers, to 2 units in the last place.
///
/// With x = 2^k m and m in [sqrt(1/2), sqrt(2)): ln x = k ln 2 + 2 artanh(s), s = (m - 1)/(m + 1),
/// |s| < 0.172, and the series of artanh to s^23.
@inline(always)
func naturalLogarithm(_ x: Lanes) -> Lanes {
  let bits = unsafeBitCast(x, to: Words.self)
  let rootHalf = Words(repeating: 0x3FE6_A09E_667F_3BCD)
  let biasedExponent = (bits &- rootHalf &+ (1024 << 52)) &>> 52
  let m = unsafeBitCast(bits &- ((biasedExponent &- 1024) &<< 52), to: Lanes.self)
  let k = wholeNumber(biasedExponent) - 1024
  let s = (m - 1) / (m + 1)
  let square = s * s
  var series = Lanes(repeating: 1.0 / 23)
  series = multiplyAdd(series, square, Lanes(repeating: 1.0 / 21))
  series = multiplyAdd(series, square, Lanes(repeating: 1.0 / 19))
  series = multiplyAdd(series, square, Lanes(repeating: 1.0 / 17))
  series = multiplyAdd(series, square, Lanes(repeating: 1.0 / 15))
  series = multiplyAdd(series, square, Lanes(repeating: 1.0 / 13))
  series = multiplyAdd(series, square, Lanes(repeating: 1.0 / 11))
  series = multiplyAdd(series, square, Lanes(repeating: 1.0 / 9))
  series = multiplyAdd(series, square, Lanes(repeating: 1.0 / 7))
  series = multiplyAdd(series, square, Lanes(repeating: 1.0 / 5))
  series = multiplyAdd(series, square, Lanes(repeating: 1.0 / 3))
  let artanh = multiplyAdd(series * square, s, s)
  return multiplyAdd(k, Lanes(repeating: 0.693147180559945309), 2 * artanh)
}

/// e^x for -700 < x <= 0, to 2 units in the last place; 0 below.
///
/// With x = k ln 2 + r and |r| <= ln(2)/2: 2^k times the Taylor series of e^r to r^13.
@inline(always)
func exponential(_ x: Lanes) -> Lanes {
  let k = nearestWhole(x, times: Lanes(repeating: 1.4426950408889634))
  let high = multiplyAdd(k, Lanes(repeating: -0x1.62e42fefa3800p-1), x)
  let r = multiplyAdd(k, Lanes(repeating: -0x1.ef35793c76730p-45), high)
  var series = Lanes(repeating: 1.0 / 6_227_020_800)
  series = multiplyAdd(series, r, Lanes(repeating: 1.0 / 479_001_600))
  series = multiplyAdd(series, r, Lanes(repeating: 1.0 / 39_916_800))
  series = multiplyAdd(series, r, Lanes(repeating: 1.0 / 3_628_800))
  series = multiplyAdd(series, r, Lanes(repeating: 1.0 / 362_880))
  series = multiplyAdd(series, r, Lanes(repeating: 1.0 / 40_320))
  series = multiplyAdd(series, r, Lanes(repeating: 1.0 / 5040))
  series = multiplyAdd(series, r, Lanes(repeating: 1.0 / 720))
  series = multiplyAdd(series, r, Lanes(repeating: 1.0 / 120))
  series = multiplyAdd(series, r, Lanes(repeating: 1.0 / 24))
  series = multiplyAdd(series, r, Lanes(repeating: 1.0 / 6))
  series = multiplyAdd(series, r, Lanes(repeating: 1.0 / 2))
  series = multiplyAdd(series, r, Lanes(repeating: 1))
  series = multiplyAdd(series, r, Lanes(repeating: 1))
  // 2^k, whose biased exponent is k + 1023; the sum below is exact and leaves it in the low bits.
  let exponent = unsafeBitCast(k + (0x1.8p52 + 1023), to: Words.self) &<< 52
  let power = unsafeBitCast(exponent, to: Lanes.self)
  return Lanes(repeating: 0).replacing(with: series * power, where: x .> -700)
}

/// The sine and cosine of an angle given in revolutions, to 1e-16 of the larger of the two.
///
/// The angle is brought to an eighth of a revolution from the nearest quarter; there the Taylor
/// series to a^17 and a^18 are used.
@inline(always)
func sineAndCosine(revolutions: Lanes) -> (sine: Lanes, cosine: Lanes) {
  let quarters = nearestWhole(revolutions, times: Lanes(repeating: 4))
  let a = multiplyAdd(quarters, Lanes(repeating: -0.25), revolutions) * (2 * Double.pi)
  let square = a * a
  var sine = Lanes(repeating: 1.0 / 355_687_428_096_000)
  sine = multiplyAdd(sine, square, Lanes(repeating: -1.0 / 1_307_674_368_000))
  sine = multiplyAdd(sine, square, Lanes(repeating: 1.0 / 6_227_020_800))
  sine = multiplyAdd(sine, square, Lanes(repeating: -1.0 / 39_916_800))
  sine = multiplyAdd(sine, square, Lanes(repeating: 1.0 / 362_880))
  sine = multiplyAdd(sine, square, Lanes(repeating: -1.0 / 5040))
  sine = multiplyAdd(sine, square, Lanes(repeating: 1.0 / 120))
  sine = multiplyAdd(sine, square, Lanes(repeating: -1.0 / 6))
  sine = multiplyAdd(sine * square, a, a)
  var cosine = Lanes(repeating: -1.0 / 6_402_373_705_728_000)
  cosine = multiplyAdd(cosine, square, Lanes(repeating: 1.0 / 20_922_789_888_000))
  cosine = multiplyAdd(cosine, square, Lanes(repeating: -1.0 / 87_178_291_200))
  cosine = multiplyAdd(cosine, square, Lanes(repeating: 1.0 / 479_001_600))
  cosine = multiplyAdd(cosine, square, Lanes(repeating: -1.0 / 3_628_800))
  cosine = multiplyAdd(cosine, square, Lanes(repeating: 1.0 / 40_320))
  cosine = multiplyAdd(cosine, square, Lanes(repeating: -1.0 / 720))
  cosine = multiplyAdd(cosine, square, Lanes(repeating: 1.0 / 24))
  cosine = multiplyAdd(cosine, square, Lanes(repeating: -1.0 / 2))
  cosine = multiplyAdd(cosine, square, Lanes(repeating: 1))
  return inQuarter(quarters, sine: sine, cosine: cosine)
}

/// Sine and cosine of an angle that lies `quarters` quarter revolutions further on.
@inline(always)
private func inQuarter(
  _ quarters: Lanes, sine: Lanes, cosine: Lanes
) -> (sine: Lanes, cosine: Lanes) {
  let number = unsafeBitCast(quarters + 0x1.8p52, to: Words.self)
  let isOdd = (number & 1) .== 1
  let sineSign = (number & 2) &<< 62
  let cosineSign = ((number &+ 1) & 2) &<< 62
  return (
    flipped(sine.replacing(with: cosine, where: isOdd), sineSign),
    flipped(cosine.replacing(with: sine, where: isOdd), cosineSign)
  )
}

/// x with its sign turned where the sign bit of `sign` is set.
@inline(always)
private func flipped(_ x: Lanes, _ sign: Words) -> Lanes {
  unsafeBitCast(unsafeBitCast(x, to: Words.self) ^ sign, to: Lanes.self)
}

/// The angle in [0, pi] whose cosine is c in [-1, 1], to 2e-16 absolute.
///
/// arccos c = pi/2 - arcsin c for |c| <= 1/2 and 2 arcsin sqrt((1 - |c|)/2) (or pi minus that)
/// elsewhere; arcsin s = s + s^3 P(s^2) with P interpolated at the 12 Chebyshev nodes of [0, 1/4],
/// error below 6e-17.
@inline(always)
func arcCosine(_ c: Lanes) -> Lanes {
  let magnitude = c.replacing(with: -c, where: c .< 0)
  let isSteep = magnitude .<= 0.5
  let root = squareRoot(ofMagnitude: 0.5 * (1 - magnitude))
  let s = root.replacing(with: magnitude, where: isSteep)
  let square = s * s
  var series = Lanes(repeating: 0.028169218060881414)
  series = multiplyAdd(series, square, Lanes(repeating: -0.010749050339697808))
  series = multiplyAdd(series, square, Lanes(repeating: 0.01603551434914882))
  series = multiplyAdd(series, square, Lanes(repeating: 0.0078029494773533175))
  series = multiplyAdd(series, square, Lanes(repeating: 0.011875494382636922))
  series = multiplyAdd(series, square, Lanes(repeating: 0.013929652902326633))
  series = multiplyAdd(series, square, Lanes(repeating: 0.017355259955786323))
  series = multiplyAdd(series, square, Lanes(repeating: 0.02237204763174451))
  series = multiplyAdd(series, square, Lanes(repeating: 0.03038194736709848))
  series = multiplyAdd(series, square, Lanes(repeating: 0.044642857103423646))
  series = multiplyAdd(series, square, Lanes(repeating: 0.07500000000020764))
  series = multiplyAdd(series, square, Lanes(repeating: 0.1666666666666665))
  let arcSine = multiplyAdd(series * square, s, s)
  let acute = (2 * arcSine).replacing(with: Double.pi / 2 - arcSine, where: isSteep)
  return acute.replacing(with: Double.pi - acute, where: c .< 0)
}

/// Whole numbers below 2^52 as real numbers.
@inline(always)
func wholeNumber(_ words: Words) -> Lanes {
  let offset = 0x1p52
  return unsafeBitCast(words | Words(repeating: offset.bitPattern), to: Lanes.self) - offset
}
