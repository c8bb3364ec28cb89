import ClausiusDeclarations
import ClausiusSimulationCore

/// Numbers of every frame that the page shows: where individuals are, where they head, a number of
/// each, a field on its grid.
struct PageColumn: Sendable, Hashable {
  /// What the numbers are.
  enum Content: String, Sendable, Hashable {
    /// Where individuals are.
    case position
    /// The direction of a vector of each individual.
    case direction
    /// The length of a vector of each individual.
    case length
    /// A number of each individual.
    case scalar
    /// A whole number of each individual that names a group.
    case category
    /// A number at each place: grid points, or members of an ensemble.
    case grid
  }

  /// How they are kept.
  enum Code: String, Sendable, Hashable {
    /// 16-bit steps of a range for each component.
    case range16 = "u16"
    /// Directions in space in two bytes.
    case octahedral = "oct"
    /// 32-bit floating-point numbers.
    case real32 = "f32"

    /// Bytes of one number; of both together for directions.
    var bytes: Int { self == .real32 ? 4 : 2 }
  }

  /// The quantity that they are taken from.
  let quantity: QuantityDescription
  /// What a reader calls it.
  let name: String
  /// The unit, "1" for none.
  let unit: String
  let content: Content
  let code: Code
  /// Numbers of each row.
  let components: Int
  /// Which number of a row of the quantity is taken, where it is one of several.
  let component: Int
  /// The lengths of the axes of a quantity at places; empty for individuals.
  let shape: [Int]

  /// Whether each row is an individual.
  var isOfIndividuals: Bool { content != .grid }

  /// Rows of a frame that shows `individuals`.
  func rows(individuals: Int) -> Int { isOfIndividuals ? individuals : shape.reduce(1, *) }

  /// Bytes of a frame before they are made smaller.
  func bytes(individuals: Int) -> Int {
    rows(individuals: individuals) * components * code.bytes
  }

  /// What the page is told of it.
  func json(individuals: Int) -> JSON {
    .object([
      .init("name", .text(name)), .init("quantity", .text(quantity.name)),
      .init("unit", .text(unit)), .init("about", .text(quantity.about)),
      .init("content", .text(content.rawValue)), .init("code", .text(code.rawValue)),
      .init("components", .integer(components)),
      .init("rows", .integer(rows(individuals: individuals))),
      .init("shape", .list(shape.map(JSON.integer))),
      .init("axes", .list(shape.isEmpty ? [] : quantity.axes.map { .text($0.name) })),
    ])
  }
}
