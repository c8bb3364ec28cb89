import ClausiusDiagnostics
import Foundation

/// The entropies that are shown of a gas.
enum GasEntropies {
  /// Those that the scenario names; else Boltzmann's for several velocity cells, the hydrodynamic
  /// one, and that of mixing.
  static func calls(_ run: PlotRun) -> [String] {
    let named = run.scenarioCalls.filter { ShownCall($0)?.isOfEntropy ?? false }
    let possible = run.requests(named).map(\.text)
    if !possible.isEmpty { return possible }
    let usual = run.catalog.defaultCalls(run.contents)
    let others = [HydrodynamicEntropy.name, MixingEntropy.name]
    return BoltzmannEntropy.coarseGrainings(run.contents)
      + usual.filter { call in ShownCall(call).map { others.contains($0.name) } ?? false }
  }

  /// ln 2 where all runs begin in one half of their box, which is known to double the volume of
  /// every disc; the entropy of complete mixing where all begin with one species in each half.
  static func references(_ runs: [PlotRun]) -> [Panel.Reference] {
    let starts = Set(runs.map { $0.word("start") })
    if starts == ["half_box"] { return [Panel.Reference(name: "ln 2", y: log(2))] }
    let entropies = Set(runs.map { mixed($0.context.properties["species"] ?? []) })
    guard starts == ["two_species"], entropies.count == 1, let mixed = entropies.first, mixed > 0,
      runs.allSatisfy({ calls($0).contains { ShownCall($0)?.name == MixingEntropy.name } })
    else { return [] }
    let name = abs(mixed - log(2)) < 1e-12 ? "ln 2" : mixed.inFourDigits
    return [Panel.Reference(name: "\(name), completely mixed", y: mixed)]
  }

  /// The entropy of the shares of the species in the whole, -sum c ln c.
  static func mixed(_ species: [Double]) -> Double {
    let counts = Dictionary(grouping: species) { $0 }.map { Double($0.value.count) }.sorted()
    return counts.reduce(0) { sum, count in
      let share = count / Double(species.count)
      return sum - share * log(share)
    }
  }
}

extension GasEntropies {
  /// Calls in few words: what all calls of Boltzmann's entropy have in common is said once.
  struct Words: Sendable {
    /// What they have in common; empty when there is only one.
    let common: String
    private let shared: Set<String>

    init(_ calls: [String]) {
      let boltzmann = calls.compactMap(ShownCall.init).filter(\.isOfBoltzmann)
      let first = boltzmann.first?.parts ?? []
      shared =
        Set(boltzmann).count > 1
        ? Set(first.filter { part in boltzmann.allSatisfy { $0.parts.contains(part) } }) : []
      common =
        shared.isEmpty
        ? "" : "Boltzmann entropy: " + first.filter(shared.contains).joined(separator: ", ")
    }

    /// A call in the legend.
    func legend(_ text: String) -> String {
      guard let call = ShownCall(text) else { return text }
      let name = call.name.split(separator: "_").dropLast().joined(separator: " ")
      let own = call.isOfBoltzmann ? call.parts.filter { !shared.contains($0) } : call.parts
      if own.isEmpty { return name }
      return common.isEmpty || own == call.parts
        ? name + ": " + own.joined(separator: ", ") : own.joined(separator: ", ")
    }
  }
}

extension ShownCall {
  /// Whether it is a call of Boltzmann's entropy with parameters.
  fileprivate var isOfBoltzmann: Bool { name == BoltzmannEntropy.name && !parameters.isEmpty }

  /// The parameters as they are spoken.
  fileprivate var parts: [String] {
    parameters.map { parameter in
      switch (parameter.name, parameter.value) {
      case ("position", let cells): "cells " + cells
      case ("velocity", let side): "dv = " + side
      case ("count", "chao_wang_jost"): "bias-corrected"
      case ("count", let count): count
      case ("part", let part): "part of " + part
      case (let name, let value): "\(name): \(value)"
      }
    }
  }
}
