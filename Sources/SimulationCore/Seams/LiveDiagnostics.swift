/// Numbers computed from each frame while the run goes on, by the same code that reads them from a
/// file.
public struct LiveDiagnostics {
  /// One of the numbers.
  public struct Column: Sendable, Hashable {
    /// The full text of the call, its name in the file.
    public var name: String
    /// Its unit, "1" for none.
    public var unit: String

    /// The number `name` in `unit`.
    public init(name: String, unit: String) {
      self.name = name
      self.unit = unit
    }
  }

  /// What is computed, in the order of the values.
  public var columns: [Column]
  /// The quantities that frames must carry for it, whether or not they are written.
  public var quantities: Set<String>
  /// The values at a frame, one for each column; NaN where one is undefined.
  public var evaluate: (_ frame: Frame) throws -> [Double]

  /// The numbers `columns`, which `evaluate` computes together from frames that carry `quantities`,
  /// so that they can share work.
  public init(
    columns: [Column], quantities: Set<String> = [],
    evaluate: @escaping (_ frame: Frame) throws -> [Double]
  ) {
    self.columns = columns
    self.quantities = quantities
    self.evaluate = evaluate
  }

  /// Nothing is computed.
  public static var none: LiveDiagnostics { LiveDiagnostics(columns: []) { _ in [] } }
}
