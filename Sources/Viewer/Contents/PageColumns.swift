import ClausiusSimulationCore

/// Which quantities of the frames the page shows, and how it keeps them.
struct PageColumns {
  /// The columns in their order.
  private(set) var columns: [PageColumn] = []
  /// What is not shown, in words.
  private(set) var notes: [String] = []
  private let context: FrameContext
  private let dimension: Int

  /// The most numbers of a row of a quantity that become columns of their own.
  private static let mostParts = 6

  /// The columns of frames with these quantities in space of `dimension` axes.
  init(_ quantities: [QuantityDescription], _ context: FrameContext, dimension: Int) {
    self.context = context
    self.dimension = dimension
    // What a run is about comes first, the others as they stand in the file.
    let isFirst = { (quantity: QuantityDescription) in ["position", "phi"].contains(quantity.name) }
    for quantity in quantities.filter(isFirst) + quantities.filter({ !isFirst($0) }) {
      add(quantity)
    }
  }

  private mutating func add(_ quantity: QuantityDescription) {
    let axes = quantity.axes.compactMap { context[$0] }
    if axes.first?.kind == .individuals, context.individuals > 0 {
      addOfIndividuals(quantity, Array(axes.dropFirst()))
    } else if !axes.isEmpty, axes.allSatisfy({ $0.kind == .grid || $0.kind == .members }) {
      append(quantity, .grid, .real32, shape: axes.map(\.count))
    } else {
      notes.append("\(quantity.name) is not shown: it lies along other axes than the page draws.")
    }
  }

  private mutating func addOfIndividuals(_ quantity: QuantityDescription, _ inner: [FrameAxis]) {
    if quantity.isVectorOfIndividuals {
      addVector(quantity)
    } else if inner.isEmpty {
      let isWhole = quantity.storage == .int8 || quantity.storage == .int32
      append(quantity, isWhole ? .category : .scalar, .range16)
    } else if inner.count == 1, inner[0].count <= Self.mostParts {
      for part in 0..<inner[0].count {
        let label = inner[0].labels.count > part ? inner[0].labels[part] : String(part)
        append(quantity, .scalar, .range16, name: "\(quantity.name) \(label)", component: part)
      }
    } else {
      notes.append("\(quantity.name) is not shown: it has too many numbers an individual.")
    }
  }

  private mutating func addVector(_ quantity: QuantityDescription) {
    switch quantity.name {
    case "position":
      append(quantity, .position, .range16, components: dimension)
    case "image": break
    default:
      let isSpatial = dimension == 3
      append(quantity, .direction, isSpatial ? .octahedral : .range16)
      append(
        quantity, .length, .range16, name: quantity.name == "velocity" ? "speed" : nil)
    }
  }

  private mutating func append(
    _ quantity: QuantityDescription, _ content: PageColumn.Content, _ code: PageColumn.Code,
    name: String? = nil, components: Int = 1, component: Int = 0, shape: [Int] = []
  ) {
    columns.append(
      PageColumn(
        quantity: quantity, name: name ?? quantity.name, unit: quantity.unit, content: content,
        code: code, components: components, component: component, shape: shape))
  }
}
