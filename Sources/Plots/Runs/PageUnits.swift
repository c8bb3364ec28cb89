import ClausiusTrajectories

/// The units of position, velocity and time that files of other writers tell, in place of the words
/// `length` and `time`.
struct PageUnits: Sendable, Hashable {
  private var length: String?
  private var time: String?
  private var velocity: String?

  /// The units that all of `runs` have.
  ///
  /// - Throws: ``PlotError`` when two files state different units: one axis cannot show both.
  init(_ runs: [PlotRun]) throws(PlotError) {
    length = try Self.common(runs, "positions") { $0.reader.fileUnits.length }
    time = try Self.common(runs, "times") { $0.reader.fileUnits.time }
    _ = try Self.common(runs, "times") { run in
      run.reader.fileUnits.timeOrigin.map { (run.reader.fileUnits.time ?? "") + " since " + $0 }
    }
    velocity = try Self.common(runs, "velocities") { $0.reader.fileUnits.velocity }
  }

  /// Units as they are given.
  init(length: String?, time: String?, velocity: String?) {
    self.length = length
    self.time = time
    self.velocity = velocity
  }

  private static func common(
    _ runs: [PlotRun], _ what: String, _ unit: (PlotRun) -> String?
  ) throws(PlotError) -> String? {
    let units = runs.map(unit)
    let told = units.compactMap { $0 }
    if Set(told.map(UnitSpelling.init)).count > 1 {
      throw PlotError(
        .request,
        "\(what) of the files are in different units: \(Set(told).sorted().joined(separator: ", "))",
        advice: "draw them one at a time")
    }
    return units.contains(nil) ? nil : told.first
  }

  /// A unit in words with the words that the files have for them.
  func applied(to unit: String) -> String {
    if unit == "length/time", let velocity { return velocity }
    var parts = [""]
    for character in unit {
      if character.isLetter != (parts[parts.count - 1].last?.isLetter ?? character.isLetter) {
        parts.append("")
      }
      parts[parts.count - 1].append(character)
    }
    let names = ["length": length, "time": time]
    return parts.map { (names[$0] ?? nil) ?? $0 }.joined()
  }

  /// A page with these units on its axes and in its data.
  func applied(to page: Page) -> Page {
    guard length != nil || time != nil || velocity != nil else { return page }
    var page = page
    for figure in page.figures.indices {
      for panel in page.figures[figure].panels.indices {
        apply(to: &page.figures[figure].panels[panel])
      }
    }
    return page
  }

  private func apply(to panel: inout Panel) {
    panel.x.unit = applied(to: panel.x.unit)
    panel.y.unit = applied(to: panel.y.unit)
    if let unit = panel.z?.unit { panel.z?.unit = applied(to: unit) }
    if let unit = panel.color?.unit { panel.color?.unit = applied(to: unit) }
    panel.layers = panel.layers.map { layer in
      switch layer {
      case .curve(var curve):
        curve.unit = applied(to: curve.unit)
        return .curve(curve)
      case .map(var map):
        map.unit = applied(to: map.unit)
        return .map(map)
      case .headings(var headings):
        headings.unit = applied(to: headings.unit)
        return .headings(headings)
      case .discs: return layer
      }
    }
  }
}
