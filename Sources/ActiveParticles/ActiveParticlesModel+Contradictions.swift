import ClausiusDeclarations
import Foundation

extension ActiveParticlesModel {
  /// The largest packing fraction of particles with a hard core.
  static let largestCorePacking = 0.9

  /// What is wrong with the parameters taken together.
  public func contradictions() -> [Contradiction] {
    let found =
      speciesContradictions() + persistenceContradictions() + spaceContradictions()
      + startContradictions()
    return found.isEmpty ? forceContradictions() + roomContradictions() : found
  }

  private func speciesContradictions() -> [Contradiction] {
    guard !species.isEmpty else { return [] }
    var found: [Contradiction] = []
    let sum = species.reduce(0) { $0 + $1.count }
    if let count, count != sum {
      found.append(
        Contradiction(
          at: "count", "the species add up to \(sum) particles, not \(count)",
          advice: "leave 'count' out, or make them agree"))
    }
    let names = species.compactMap(\.name)
    for (k, name) in names.enumerated() where names[..<k].contains(name) {
      found.append(
        Contradiction(
          at: "species", "two species are called '\(name)'", advice: "give each its own name"))
    }
    return found
  }

  private func persistenceContradictions() -> [Contradiction] {
    guard rotationalDiffusivity != nil else { return [] }
    guard model == .abp else {
      return [
        Contradiction(
          at: "rotational_diffusivity", "only abp turns by diffusion",
          advice: "write persistence_time, in which self-propulsion is forgotten")
      ]
    }
    guard persistenceTime == nil else {
      return [
        Contradiction(
          at: "rotational_diffusivity",
          "'persistence_time' and 'rotational_diffusivity' say the same thing twice",
          advice: "give one of them")
      ]
    }
    return []
  }

  private func spaceContradictions() -> [Contradiction] {
    var found: [Contradiction] = []
    if packingFraction != nil, box != nil {
      found.append(
        Contradiction(
          at: "packing_fraction", "'box' and 'packing_fraction' say the same thing twice",
          advice: "give one of them"))
    }
    if let box, box.count != dimension {
      found.append(
        Contradiction(
          at: "box", "box has \(box.count) side lengths in \(dimension) dimensions",
          advice: "give one for each dimension"))
    }
    if isTrapped, boundary == .periodic {
      found.append(
        Contradiction(
          at: trapStiffness > 0 ? "trap_stiffness" : "species",
          "a trap has no place in a periodic box",
          advice: "write 'boundary: open'"))
    }
    if cosineAmplitude != 0, dimension != 1 || boundary != .periodic {
      found.append(
        Contradiction(
          at: "cosine_amplitude", "A cos x is a potential on a ring",
          advice: "write 'dimension: 1' and 'boundary: periodic'"))
    }
    if cosineAmplitude != 0, let side = box?.first, abs(side - 2 * .pi) > 1e-9 {
      found.append(
        Contradiction(
          at: "box", "the ring of A cos x is 2 pi long, not \(side.scenarioText)",
          advice: "leave 'box' out"))
    }
    return found
  }

  private func startContradictions() -> [Contradiction] {
    var found: [Contradiction] = []
    if start == .file, startFile == nil {
      found.append(
        Contradiction(at: "start", "'start_file' is missing", advice: "name a trajectory"))
    }
    if start != .file, startFile != nil {
      found.append(
        Contradiction(
          at: "start_file", "a file is named, but 'start' is '\(start.word)'",
          advice: "write 'start: file', or leave 'start_file' out"))
    }
    if let startGroup, start != .file {
      found.append(
        Contradiction(
          at: "start_group", "the group '\(startGroup)' is named, but no 'start_file'",
          advice: "write 'start: file' and 'start_file', or leave 'start_group' out"))
    }
    if start == .slab, boundary == .open || dimension == 1 {
      found.append(
        Contradiction(
          at: "start", "a slab lies in a periodic box of two or three dimensions",
          advice: "take another start"))
    }
    return found
  }

  private func forceContradictions() -> [Contradiction] {
    var found: [Contradiction] = []
    if interaction == .springs {
      if springs == nil {
        found.append(
          Contradiction(
            at: "interaction", "'springs' is missing",
            advice: "write 'springs: ring' or a list of [i, j, stiffness]"))
      }
      if boundary == .periodic {
        found.append(
          Contradiction(
            at: "boundary", "springs have no ends in a periodic box",
            advice: "write 'boundary: open'"))
      }
      found += springContradictions()
    } else if springs != nil {
      found.append(
        Contradiction(
          at: "springs", "springs are listed, but the interaction is '\(interaction.word)'",
          advice: "write 'interaction: springs', or leave 'springs' out"))
    }
    if workAndHeat, scheme == .eulerMaruyama {
      found.append(
        Contradiction(
          at: "work_and_heat", "work and heat need the drift at both ends of a step",
          advice: "write 'scheme: heun'"))
    }
    return found
  }

  private func springContradictions() -> [Contradiction] {
    let found = springs?.contradictions(count: total) ?? []
    guard found.isEmpty, let bad = SpringStability(self).unstableParticle else { return found }
    return [
      Contradiction(
        at: "springs",
        "springs of negative stiffness drive particle \(bad) away, faster and faster: no trap and no other spring holds it",
        advice: "give them positive stiffnesses, or a stiffer trap")
    ]
  }

  private func roomContradictions() -> [Contradiction] {
    guard boundary == .periodic else { return [] }
    let packing = coveredVolume / sides.reduce(1, *)
    let limit = interaction == .wca ? Self.largestCorePacking : 1.2
    if interaction != .none, packing > limit * (1 + 1e-9) {
      return [
        Contradiction(
          at: box == nil ? "packing_fraction" : "box",
          "the particles cover \(Float(packing)) of the box, more than \(limit) for '\(interaction.word)'",
          advice: "take fewer or smaller particles, or a larger box")
      ]
    }
    if let cutoff, let side = sides.min(), side < 3 * cutoff {
      return [
        Contradiction(
          at: box == nil ? "count" : "box",
          "a periodic side of \(Float(side)) is shorter than three times the range of the force, \(Float(3 * cutoff))",
          advice: "take more particles, or a larger box")
      ]
    }
    if start == .slab {
      let (dense, dilute) = Self.slabPackings
      if packing <= dilute || packing >= dense {
        return [
          Contradiction(
            at: "start",
            "a slab of packing \(dense) beside \(dilute) needs a mean between them, not \(Float(packing))",
            advice: "take another packing fraction, or 'start: random'")
        ]
      }
    }
    return []
  }

  /// The packing fractions of a slab start, within the band and beside it.
  static let slabPackings = (dense: 1.0, dilute: 0.15)
}
