import ClausiusDeclarations
import ClausiusSimulationCore

extension BoltzmannEntropy {
  /// Calls with the usual position cells and velocity cells of two, one, a half and a quarter of
  /// the thermal speed, corrected for bias; none in a box with open axes.
  public static func coarseGrainings(_ contents: FrameContents) -> [String] {
    guard let cells = GasDefaults(contents),
      let thermal = Double(cells.velocity)
    else { return [] }
    return [2, 1, 0.5, 0.25].map { share in
      "\(name)(position: \(cells.position), velocity: \((share * thermal).scenarioText), "
        + "count: chao_wang_jost)"
    }
  }
}
