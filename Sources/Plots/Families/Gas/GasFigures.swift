import ClausiusDiagnostics
import Foundation

extension FigureFamily {
  /// Gases of hard discs.
  static let gas = FigureFamily(
    name: "gas", about: "gases", serves: { $0.family == .gas },
    kinds: [
      .snapshot, .densityProfile, .velocityDistribution, .gasEntropies, .gasDivergence,
      .observables,
    ],
    overview: ["snapshot", "density_profile", "velocity_distribution", "entropies"],
    comparison: ["density_profile", "velocity_distribution", "entropies"])
}

extension FigureKind {
  /// Entropies for every coarse graining.
  static let gasEntropies = TimePanels.kind(
    "entropies", about: "the entropies of a gas for every coarse graining, against time",
    calls: { GasEntropies.calls($0) },
    style: { runs in
      let words = GasEntropies.Words(runs.flatMap(GasEntropies.calls))
      return TimePanels.Style(
        axis: "s(t) − s(0) per disc", isRelative: true,
        references: GasEntropies.references(runs), legend: { words.legend($0) },
        notes: words.common.isEmpty ? [] : [words.common])
    })

  /// How far the gas is from the local Maxwellian.
  static let gasDivergence = TimePanels.kind(
    "maxwellian_divergence",
    about: "how far velocities are from the local Maxwellian, against time",
    calls: { _ in
      [
        "maxwellian_divergence", "maxwellian_divergence(part: anisotropy)",
        "maxwellian_divergence(part: shape)",
      ]
    },
    style: { _ in
      TimePanels.Style(
        axis: "divergence per disc",
        legend: {
          $0.contains("anisotropy") ? "anisotropy" : $0.contains("shape") ? "shape" : "whole"
        })
    })
}

/// The entropies that are shown of a gas.
enum GasEntropies {
  /// Those that the scenario names; else Boltzmann's for several velocity cells, the hydrodynamic
  /// one, and that of mixing.
  static func calls(_ run: PlotRun) -> [String] {
    let named = run.scenarioCalls.filter { call in
      call.prefix { $0 != "(" }.hasSuffix("_entropy")
    }
    let possible = run.requests(named).map(\.text)
    if !possible.isEmpty { return possible }
    let usual = run.catalog.defaultCalls(run.contents)
    return BoltzmannEntropy.coarseGrainings(run.contents)
      + usual.filter { $0.hasPrefix("hydrodynamic_entropy") || $0.hasPrefix("mixing_entropy") }
  }

  /// ln 2 where all runs begin in one half of their box, which is known to double the volume of
  /// every disc; the entropy of complete mixing where all begin with one species in each half.
  static func references(_ runs: [PlotRun]) -> [Panel.Reference] {
    let starts = Set(runs.map { $0.setting("start") })
    if starts == ["half_box"] { return [Panel.Reference(name: "ln 2", y: log(2))] }
    let entropies = Set(runs.map { mixed($0.context.properties["species"] ?? []) })
    guard starts == ["two_species"], entropies.count == 1, let mixed = entropies.first, mixed > 0,
      runs.allSatisfy({ run in calls(run).contains { $0.hasPrefix("mixing_entropy") } })
    else { return [] }
    let name = abs(mixed - log(2)) < 1e-12 ? "ln 2" : short(mixed)
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

  /// Calls in few words: what all calls of Boltzmann's entropy have in common is said once.
  struct Words: Sendable {
    /// What they have in common; empty when there is only one.
    let common: String
    private let shared: Set<String>

    init(_ calls: [String]) {
      let boltzmann = Set(calls.filter { $0.hasPrefix("boltzmann_entropy(") })
      let parts = boltzmann.map { Self.parts($0) }
      let first = parts.first ?? []
      shared =
        boltzmann.count > 1
        ? Set(first.filter { part in parts.allSatisfy { $0.contains(part) } }) : []
      common =
        shared.isEmpty
        ? "" : "Boltzmann entropy: " + first.filter(shared.contains).joined(separator: ", ")
    }

    /// A call in the legend.
    func legend(_ call: String) -> String {
      let name = call.prefix { $0 != "(" }.split(separator: "_").dropLast().joined(separator: " ")
      let parts = Self.parts(call)
      let own = call.hasPrefix("boltzmann_entropy(") ? parts.filter { !shared.contains($0) } : parts
      if own.isEmpty { return name }
      return common.isEmpty || own == parts
        ? name + ": " + own.joined(separator: ", ") : own.joined(separator: ", ")
    }

    /// The parameters of a call as they are spoken.
    private static func parts(_ call: String) -> [String] {
      guard let open = call.firstIndex(of: "(") else { return [] }
      return split(call[call.index(after: open)...].dropLast()).map { part in
        let words = part.trimmingCharacters(in: .whitespaces)
        return words.replacing("position: ", with: "cells ").replacing("velocity: ", with: "dv = ")
          .replacing("count: chao_wang_jost", with: "bias-corrected")
          .replacing("count: ", with: "").replacing("part: ", with: "part of ")
      }
    }

    /// At commas outside of brackets.
    private static func split(_ text: Substring) -> [String] {
      var parts = [""]
      var depth = 0
      for character in text {
        if "([".contains(character) { depth += 1 }
        if ")]".contains(character) { depth -= 1 }
        if character == ",", depth == 0 {
          parts.append("")
        } else {
          parts[parts.count - 1].append(character)
        }
      }
      return parts
    }
  }
}
