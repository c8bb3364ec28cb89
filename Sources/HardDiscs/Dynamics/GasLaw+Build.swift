import ClausiusSimulationCore
import Foundation

extension GasLaw {
  /// The law of the species of `table`, which must outlive it.
  ///
  /// - Parameter typicalTime: about a mean free time; an epoch is the next power of two.
  init(table: SpeciesTable, typicalTime: Double) {
    let exponent = log2(typicalTime).rounded(.up)
    self.init(
      x: table.x, y: table.y, epochLength: exp2(min(900, max(-900, exponent))), table: table)
  }

  /// The records of discs at t = 0, in the order of the frames.
  func records(_ state: StartState, species: [Species]) -> [Disc] {
    let species = species.enumerated().flatMap {
      [UInt32](repeating: UInt32($0), count: $1.count)
    }
    return state.positions.indices.map { i in
      let walls = constants(of: Int(species[i]))
      let px = x.fixed(state.positions[i].x)
      let py = y.fixed(state.positions[i].y)
      return Disc(
        x: x.isPeriodic ? px : min(max(px, walls.lowX), walls.highX),
        y: y.isPeriodic ? py : min(max(py, walls.lowY), walls.highY),
        vx: state.velocities[i].x, vy: state.velocities[i].y, offset: 0, epoch: 0,
        id: UInt32(i), species: species[i])
    }
  }

  /// The share of the contact distance by which two discs overlap at a time; not above 0 when they
  /// do not.
  func overlap(_ a: Disc, _ b: Disc, at time: GasTime) -> Double {
    let first = place(a, at: time)
    let second = place(b, at: time)
    let dx = x.displacement(from: first.x, to: second.x)
    let dy = y.displacement(from: first.y, to: second.y)
    let contact = constants(a, b).contact
    return 1 - (dx * dx + dy * dy).squareRoot() / contact
  }

  /// Where a disc is at a time, without touching its record.
  func place(_ disc: Disc, at time: GasTime) -> Disc {
    var copy = disc
    stream(&copy, to: time.offset, in: time.epoch)
    return copy
  }
}
