import ClausiusSimulationCore

/// What figures need of every active particle at a frame, beyond what calls return.
public enum ActiveMeasures {
  /// The local entropy production of every particle by its work form, or the contraction, [N].
  ///
  /// - Throws: when the frame lacks what is needed.
  public static func rates(
    _ convention: ProductionConvention, of frame: AnalyzedFrame
  ) throws(DiagnosticError) -> [Double] {
    let particles: Particles = try frame.view()
    return try particles.rates(ProductionRate(convention: convention))
  }

  /// Why frames with these contents have no such rates; `nil` where they have.
  public static func obstacle(
    _ convention: ProductionConvention, _ contents: FrameContents
  ) -> String? {
    do throws(DiagnosticError) {
      try ProductionRate(convention: convention)
        .check(quantities: contents.names, context: contents.context)
      return nil
    } catch {
      return error.message
    }
  }

  /// The Gaussian local packing around every particle, of the usual width, [N].
  ///
  /// - Throws: when the frame lacks what is needed.
  public static func packing(of frame: AnalyzedFrame) throws(DiagnosticError) -> [Double] {
    let particles: Particles = try frame.view()
    return try particles.packing(width: DensityRule().width).values
  }

  /// Why frames with these contents have no local packing; `nil` where they have.
  public static func obstacleOfPacking(_ contents: FrameContents) -> String? {
    guard contents.quantities.contains("position") else { return "the frames carry no position" }
    do throws(DiagnosticError) {
      _ = try ParticleSizes(context: contents.context)
      return nil
    } catch {
      return error.message
    }
  }

  /// The sums of local rates over the particles of equal cells, per area of a cell, x fastest.
  ///
  /// - Throws: when the frame lacks what is needed; on open axes.
  public static func map(
    _ convention: ProductionConvention, of frame: AnalyzedFrame, cells: [Int]
  ) throws(DiagnosticError) -> [Double] {
    let particles: Particles = try frame.view()
    let map = try ProductionMap(
      particles, rate: ProductionRate(convention: convention), counts: cells)
    return map.sums.map { $0 / map.cellVolume }
  }
}
