import ClausiusSimulationCore

/// Spins on a square torus, row by row.
struct SpinLattice {
  /// Spins along each side.
  let length: Int
  /// -1 or 1, [y][x].
  var spins: [Int8]

  /// The numbers of every frame.
  static let observables: [ObservableDeclaration<SpinLattice>] = [
    .init("energy", unit: "energy", about: "energy of a spin, -sum_<ij> s_i s_j/N") { $0.energy },
    .init("magnetization", about: "mean spin") { $0.magnetization },
  ]

  /// The place of the spin at (x, y), which may lie one beyond an edge.
  func place(_ x: Int, _ y: Int) -> Int {
    (y + length) % length * length + (x + length) % length
  }

  /// The sum of the four neighbors of the spin at (x, y).
  func field(_ x: Int, _ y: Int) -> Int {
    Int(spins[place(x - 1, y)]) + Int(spins[place(x + 1, y)])
      + Int(spins[place(x, y - 1)]) + Int(spins[place(x, y + 1)])
  }

  private var magnetization: Double {
    Double(spins.reduce(0) { $0 + Int($1) }) / Double(spins.count)
  }

  private var energy: Double {
    var bonds = 0
    for y in 0..<length {
      for x in 0..<length { bonds += Int(spins[place(x, y)]) * field(x, y) }
    }
    return -Double(bonds) / Double(2 * spins.count)
  }
}
