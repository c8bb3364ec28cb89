/// p = |sum v_i|/N: the length of the mean heading. 0 for no individual.
func polarization(_ headings: some Collection<SIMD3<Double>>) -> Double {
  guard !headings.isEmpty else { return 0 }
  var total = SIMD3<Double>.zero
  for heading in headings { total += heading }
  return total.length / Double(headings.count)
}

/// m = |sum u_i x v_i|/N with u_i the direction from the center to individual i; one exactly at the center adds nothing.
func rotation(
  fromCenter displacements: some Collection<SIMD3<Double>>, _ headings: some Sequence<SIMD3<Double>>
) -> Double {
  guard !displacements.isEmpty else { return 0 }
  var total = SIMD3<Double>.zero
  for (displacement, heading) in zip(displacements, headings) {
    total += displacement.direction.cross(heading)
  }
  return total.length / Double(displacements.count)
}
