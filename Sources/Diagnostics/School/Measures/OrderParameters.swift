/// p = |sum e_i|/N with the unit headings e_i: the length of their mean. 0 for no individual.
func polarization(_ headings: some Collection<SIMD3<Double>>) -> Double {
  guard !headings.isEmpty else { return 0 }
  var total = SIMD3<Double>.zero
  for heading in headings { total += heading }
  return total.length / Double(headings.count)
}

/// m = |sum u_i x e_i|/N with the unit vectors u_i from the center to individual i and e_i along
/// its heading.
func rotation(
  _ directions: some Collection<SIMD3<Double>>, _ headings: some Sequence<SIMD3<Double>>
) -> Double {
  guard !directions.isEmpty else { return 0 }
  var total = SIMD3<Double>.zero
  for (direction, heading) in zip(directions, headings) { total += direction.cross(heading) }
  return total.length / Double(directions.count)
}

/// The unit vectors along displacements from a center; zero for an individual that is there but for
/// rounding, closer than 10^-10 of the root mean square displacement.
func directions(of displacements: [SIMD3<Double>]) -> [SIMD3<Double>] {
  let squares = displacements.reduce(0) { $0 + $1.dot($1) }
  let nearest = 1e-20 * squares / Double(max(1, displacements.count))
  return displacements.map { $0.dot($0) <= nearest ? .zero : $0.direction }
}
