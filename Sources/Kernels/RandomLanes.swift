import ClausiusKernelInterface

/// Two uniform numbers in [0, 1) for each lane, the same that the scalar Philox 4x32-10 gives for
/// the same key.
///
/// Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011,
/// section 3.2.
///
/// - Parameters:
///   - individual: the number of the individual in lane 0; the others follow.
///   - stream: the counter word of the stream.
///   - draw: counts further numbers for the same purpose.
@inline(always)
func uniforms(_ keys: RandomKeys, stream: UInt32, individual: Int, draw: UInt32)
  -> (first: Lanes, second: Lanes)
{
  let low = Words(repeating: 0xFFFF_FFFF)
  let individuals = (laneNumbers() &+ UInt64(truncatingIfNeeded: individual)) & low
  return uniforms(
    seedLow: keys.seedLow, seedHigh: keys.seedHigh, step: keys.step, stream: stream,
    individuals: individuals, draw: draw)
}

/// Two uniform numbers in [0, 1) for each lane, those of the individuals whose numbers stand in the
/// lanes.
@inline(always)
func uniforms(
  seedLow: UInt32, seedHigh: UInt32, step: UInt32, stream: UInt32, individuals: Words, draw: UInt32
) -> (first: Lanes, second: Lanes) {
  let low = Words(repeating: 0xFFFF_FFFF)
  var x = individuals
  var y = Words(repeating: UInt64(step))
  var z = Words(repeating: UInt64(stream))
  var w = Words(repeating: UInt64(draw))
  var keyLow = seedLow
  var keyHigh = seedHigh
  for _ in 0..<10 {
    let first = x &* 0xD251_1F53
    let second = z &* 0xCD9E_8D57
    x = (second &>> 32) ^ y ^ UInt64(keyLow)
    y = second & low
    z = (first &>> 32) ^ w ^ UInt64(keyHigh)
    w = first & low
    keyLow &+= 0x9E37_79B9
    keyHigh &+= 0xBB67_AE85
  }
  return (fraction(low: x, high: y), fraction(low: z, high: w))
}

/// The upper 53 of 64 bits, as a number in [0, 1).
@inline(always)
private func fraction(low: Words, high: Words) -> Lanes {
  multiplyAdd(wholeNumber(high), Lanes(repeating: 0x1p21), wholeNumber(low &>> 11)) * 0x1p-53
}

/// Two independent normal numbers in polar form: the length sqrt(-2 ln u) and the angle, in
/// revolutions.
///
/// Source: Box, Muller, Ann. Math. Stat. 29 (1958) 610.
@inline(always)
func normalPair(_ keys: RandomKeys, stream: UInt32, individual: Int, draw: UInt32)
  -> (length: Lanes, revolutions: Lanes)
{
  polarNormals(uniforms(keys, stream: stream, individual: individual, draw: draw))
}

/// The two normal numbers of two uniform ones, in polar form.
@inline(always)
func polarNormals(_ uniforms: (first: Lanes, second: Lanes)) -> (length: Lanes, revolutions: Lanes)
{
  (squareRoot(ofMagnitude: 2 * naturalLogarithm(1 - uniforms.first)), uniforms.second)
}
