import ClausiusSimulationCore

/// Sums over the velocities of all discs, always taken in the order of the frames.
struct GasMoments {
  /// Sum of m v_x^2 and m v_y^2.
  var kineticX = 0.0
  var kineticY = 0.0
  /// Total momentum.
  var momentumX = 0.0
  var momentumY = 0.0
  /// Total mass.
  var mass = 0.0
  /// <v_x^4>/<v_x^2>^2 and likewise for y, with u = sqrt(m) v; 3 for a Maxwellian.
  var kurtosisX = Double.nan
  var kurtosisY = Double.nan

  /// The moments of discs with these velocities and masses.
  init(velocities: [SIMD2<Double>], masses: [Double]) {
    var second = (CompensatedSum(), CompensatedSum())
    var first = (CompensatedSum(), CompensatedSum())
    var fourth = (0.0, 0.0)
    for (velocity, mass) in zip(velocities, masses) {
      let squares = mass * velocity * velocity
      second.0.add(squares.x)
      second.1.add(squares.y)
      first.0.add(mass * velocity.x)
      first.1.add(mass * velocity.y)
      fourth.0 += squares.x * squares.x
      fourth.1 += squares.y * squares.y
      self.mass += mass
    }
    kineticX = second.0.value
    kineticY = second.1.value
    momentumX = first.0.value
    momentumY = first.1.value
    let number = Double(masses.count)
    kurtosisX = number * fourth.0 / (kineticX * kineticX)
    kurtosisY = number * fourth.1 / (kineticY * kineticY)
  }

  /// E = sum m v^2/2
  var energy: Double { (kineticX + kineticY) / 2 }

  /// The size of the total momentum.
  var momentum: Double { (momentumX * momentumX + momentumY * momentumY).squareRoot() }

  /// kT of the motion relative to the center of mass along axes on which momentum is conserved, of
  /// all motion along others: the energy over half the degrees of freedom that exchange it.
  func temperature(count: Int, isPeriodic: (x: Bool, y: Bool)) -> Double {
    let x = thermal(kineticX, momentumX, isPeriodic.x && count > 1)
    let y = thermal(kineticY, momentumY, isPeriodic.y && count > 1)
    let lost = (isPeriodic.x && count > 1 ? 1 : 0) + (isPeriodic.y && count > 1 ? 1 : 0)
    return (x + y) / Double(2 * count - lost)
  }

  private func thermal(_ kinetic: Double, _ momentum: Double, _ isConserved: Bool) -> Double {
    isConserved ? kinetic - momentum * momentum / mass : kinetic
  }
}
