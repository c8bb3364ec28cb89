import ClausiusDeclarations
import ClausiusPlots

/// The picture of a sweep: maps over two axes of a grid, curves with error bars over one, points
/// for lists and random members; words, such as phases, as points of their colors.
public struct SweepPicture {
  private let data: SweepData
  private let names: [String]

  /// How many panels a picture has at most.
  private static let mostPanels = 24

  /// A picture of the columns `names`, of every mean and every word where that is left out; a mean
  /// has the name of its call, with `_mean` or without.
  ///
  /// - Throws: `PlotError` where a name is no column.
  public init(_ data: SweepData, names: [String]? = nil) throws(PlotError) {
    self.data = data
    let known = data.columns.map(\.name)
    guard let names else {
      self.names = data.columns.filter { name, column in
        if case .words = column { true } else { name.hasSuffix("_mean") }
      }.map(\.name)
      return
    }
    self.names = try names.map { (name) throws(PlotError) in
      guard let found = [name, name + "_mean"].first(where: known.contains) else {
        throw PlotError(
          .request, "the sweep has no column '\(name)'",
          advice: "it has " + known.joined(separator: ", "))
      }
      return found
    }
  }

  /// The page.
  ///
  /// - Throws: `PlotError` where nothing can be drawn, or too much.
  public func page() throws(PlotError) -> Page {
    var figures: [Figure] = []
    for (name, column) in data.columns where names.contains(name) {
      figures.append(Figure(name: name, panels: panels(name, column)))
    }
    let page = Page(title: data.title, figures: figures)
    guard !page.panels.isEmpty else { throw PlotError(.request, "the sweep holds nothing to draw") }
    guard page.panels.count <= Self.mostPanels else {
      throw PlotError(
        .request, "the picture would have \(page.panels.count) panels",
        advice: "name some of its columns with --what: " + names.joined(separator: ", "))
    }
    return page
  }

  private func panels(_ name: String, _ column: SweepData.Column) -> [Panel] {
    guard data.isGrid else { return data.axes.map { scatter(name, column, over: $0) } }
    let settings = SweepSettings(grid: data)
    return settings.axes.count == 1
      ? [curve(name, column, settings)] : maps(name, column, settings)
  }

  /// The standard errors that belong to a column of means.
  private func errors(of name: String) -> [Double]? {
    guard name.hasSuffix("_mean") else { return nil }
    let error = name.dropLast("_mean".count) + "_standard_error"
    guard case .numbers(let errors, _) = data.columns.first(where: { $0.name == error })?.column
    else { return nil }
    return errors
  }

  /// What stands beside an axis: the call without `_mean`.
  private func label(_ name: String) -> String {
    name.hasSuffix("_mean") ? String(name.dropLast("_mean".count)) : name
  }

  // MARK: - One axis

  private func curve(
    _ name: String, _ column: SweepData.Column, _ settings: SweepSettings
  ) -> Panel {
    let axis = data.axes[settings.axes[0]]
    let x = settings.places.map { Self.place($0[0], axis) }
    switch column {
    case .numbers(let values, let unit):
      let found = settings.means(of: values, errors: errors(of: name))
      let curve = Curve(
        "", unit: unit, x: x, y: found.means, errors: found.errors,
        style: axis.words.isEmpty ? .line : .points)
      return Panel(
        x: Self.axis(axis), y: .init(label(name), unit: unit), layers: [.curve(curve)])
    case .words(let words): return outcomes(name, settings.words(of: words), x, Self.axis(axis))
    }
  }

  private func scatter(
    _ name: String, _ column: SweepData.Column, over axis: SweepData.Axis
  ) -> Panel {
    let kinds = Array(Set(axis.words)).sorted()
    let x = axis.words.isEmpty ? axis.values : axis.words.map { Self.index($0, in: kinds) }
    let drawn =
      axis.words.isEmpty ? Axis(axis.name) : Axis(axis.name, words: kinds)
    switch column {
    case .numbers(let values, let unit):
      let curve = Curve(
        "", unit: unit, x: x, y: values, errors: errors(of: name), style: .points)
      return Panel(x: drawn, y: Axis(label(name), unit: unit), layers: [.curve(curve)])
    case .words(let words): return outcomes(name, words, x, drawn)
    }
  }

  /// Words over numbers.
  private func outcomes(_ name: String, _ words: [String], _ x: [Double], _ axis: Axis) -> Panel {
    let kinds = Array(Set(words)).sorted()
    let y = words.map { Self.index($0, in: kinds) }
    let curve = Curve(
      "", x: x, y: y, style: .points, shade: .classes(y.map { Int($0) }, names: kinds))
    return Panel(x: axis, y: Axis(name, words: kinds), layers: [.curve(curve)])
  }

  // MARK: - Two axes and more

  /// A map over the first two axes for each of the settings of the others.
  private func maps(
    _ name: String, _ column: SweepData.Column, _ settings: SweepSettings
  ) -> [Panel] {
    let (x, y) = (data.axes[settings.axes[0]], data.axes[settings.axes[1]])
    var others: [[Int]] = []
    for place in settings.places where !others.contains(Array(place.dropFirst(2))) {
      others.append(Array(place.dropFirst(2)))
    }
    return others.map { other in
      let shown = settings.places.indices.filter { settings.places[$0].dropFirst(2) == other[...] }
      var panel = Panel(x: Self.stepped(x), y: Self.stepped(y), layers: [])
      panel.title = zip(settings.axes.dropFirst(2), other).map { axis, place in
        "\(data.axes[axis].name) = \(Self.text(place, data.axes[axis]))"
      }.joined(separator: ", ")
      switch column {
      case .numbers(let values, let unit):
        let means = settings.means(of: values, errors: nil).means
        panel.layers = [.map(map(name, unit, means, settings, shown, x, y))]
        panel.color = ColorScale(label(name), unit: unit)
      case .words(let words):
        panel.layers = [.curve(points(settings.words(of: words), settings, shown))]
        panel.title = [name, panel.title].filter { !$0.isEmpty }.joined(separator: ", ")
      }
      return panel
    }
  }

  private func map(
    _ name: String, _ unit: String, _ means: [Double], _ settings: SweepSettings, _ shown: [Int],
    _ x: SweepData.Axis, _ y: SweepData.Axis
  ) -> GridMap {
    var cells = [Double](repeating: .nan, count: x.count * y.count)
    for setting in shown {
      let place = settings.places[setting]
      cells[place[1] * x.count + place[0]] = means[setting]
    }
    return GridMap(
      name: label(name), unit: unit, x: (0..<x.count).map(Double.init),
      y: (0..<y.count).map(Double.init), values: cells)
  }

  private func points(_ words: [String], _ settings: SweepSettings, _ shown: [Int]) -> Curve {
    let kinds = Array(Set(words)).sorted()
    return Curve(
      "", x: shown.map { Double(settings.places[$0][0]) },
      y: shown.map { Double(settings.places[$0][1]) }, style: .points,
      shade: .classes(shown.map { Int(Self.index(words[$0], in: kinds)) }, names: kinds))
  }

  // MARK: - Axes

  /// An axis whose values stand at equal distances, whatever they are.
  private static func stepped(_ axis: SweepData.Axis) -> Axis {
    Axis(axis.name, words: (0..<axis.count).map { text($0, axis) })
  }

  private static func axis(_ axis: SweepData.Axis) -> Axis {
    axis.words.isEmpty ? Axis(axis.name) : Axis(axis.name, words: axis.words)
  }

  private static func place(_ place: Int, _ axis: SweepData.Axis) -> Double {
    axis.words.isEmpty ? axis.values[place] : Double(place)
  }

  private static func text(_ place: Int, _ axis: SweepData.Axis) -> String {
    axis.words.isEmpty ? axis.values[place].scenarioText : axis.words[place]
  }

  private static func index(_ word: String, in kinds: [String]) -> Double {
    Double(kinds.firstIndex(of: word) ?? 0)
  }
}
