import ClausiusSimulationCore
import Foundation

extension HardDiscsModel {
  /// The species of the gas, one where none is named, two like ones for a mixing start.
  var resolvedSpecies: [Species] {
    guard species.isEmpty else {
      return species.enumerated().map { index, one in
        Species(
          name: one.name ?? "species \(index + 1)", count: one.count, diameter: one.diameter,
          mass: one.mass)
      }
    }
    let total = count ?? 1000
    let one = { (name: String, count: Int) in
      Species(name: name, count: count, diameter: self.resolvedDiameter, mass: self.mass)
    }
    guard start == .twoSpecies else { return [one("disc", total)] }
    return [one("left", total - total / 2), one("right", total / 2)].filter { $0.count > 0 }
  }

  /// The number of all discs.
  var total: Int { resolvedSpecies.reduce(0) { $0 + $1.count } }

  /// The diameter given, or that of the packing fraction: sigma = sqrt(4 eta Lx Ly/(pi N)).
  private var resolvedDiameter: Double {
    if let diameter { return diameter }
    let fraction = packingFraction ?? Self.defaultPackingFraction
    return (4 * fraction * area / (.pi * Double(count ?? 1000))).squareRoot()
  }

  /// The area of the box.
  var area: Double { box[0] * box[1] }

  /// eta of `species` over `area`.
  static func packingFraction(_ species: [Species], area: Double) -> Double {
    species.reduce(0) { $0 + Double($1.count) * .pi / 4 * $1.diameter * $1.diameter } / area
  }

  /// What Enskog's theory says of the gas, with the mean diameter and mass.
  ///
  /// Gamma = 2 sqrt(pi) n sigma g sqrt(kT/m) with Henderson's g = (1 - 7 eta/16)/(1 - eta)^2 (Mol.
  /// Phys. 30 (1975) 971).
  func enskog(_ species: [Species], area: Double) -> (collisionRate: Double, meanFreePath: Double) {
    let number = Double(species.reduce(0) { $0 + $1.count })
    let diameter = species.reduce(0) { $0 + Double($1.count) * $1.diameter } / number
    let mass = species.reduce(0) { $0 + Double($1.count) * $1.mass } / number
    let eta = min(0.9, Self.packingFraction(species, area: area))
    let g = (1 - 7 * eta / 16) / ((1 - eta) * (1 - eta))
    let density = number / area
    return (
      2 * Double.pi.squareRoot() * density * diameter * g * (temperature / mass).squareRoot(),
      1 / (2 * 2.0.squareRoot() * density * diameter * g)
    )
  }

  /// The space as it is written to a file.
  var simulationBox: Box {
    let word = { (boundary: AxisBoundary) in boundary == .periodic ? Box.Boundary.periodic : .wall }
    return Box(
      spatialDimension: 2, boundary: [word(boundary.x), word(boundary.y), .open],
      lower: [0, 0, -.infinity], upper: [box[0], box[1], .infinity])
  }

  /// What stays the same over all frames; species are numbered from 0.
  var frameContext: FrameContext {
    let species = resolvedSpecies
    let each = { (value: (Int, Species) -> Double) in
      species.enumerated().flatMap { [Double](repeating: value($0, $1), count: $1.count) }
    }
    let parameters = [
      "temperature": temperature, "box_x": box[0], "box_y": box[1],
      "packing_fraction": Self.packingFraction(species, area: area),
      "diameter": species.map(\.diameter).max() ?? 0,
    ]
    return FrameContext(
      system: Self.name, family: Self.family, individuals: total,
      properties: [
        "species": each { index, _ in Double(index) }, "mass": each { $1.mass },
        "radius": each { $1.diameter / 2 },
      ],
      parameters: parameters,
      words: ["start": start.word, "velocities": velocities.word])
  }
}
