/// A column of the table of a sweep.
struct SweepColumn: Sendable {
  /// A cell for each member.
  enum Cells: Sendable {
    /// Real numbers, NaN where there is none.
    case numbers([Double])
    /// Whole numbers.
    case integers([Int])
    /// Words, empty where there is none.
    case texts([String])
  }

  /// Its name.
  var name: String
  /// What it is.
  var about: String
  /// The unit of its numbers, "1" for none.
  var unit = "1"
  /// The cells.
  var cells: Cells

  /// The cell of a member in a table of text; empty where there is nothing.
  func text(_ member: Int) -> String {
    switch cells {
    case .numbers(let numbers): numbers[member].isNaN ? "" : numbers[member].description
    case .integers(let numbers): numbers[member].description
    case .texts(let texts): texts[member]
    }
  }
}
