import ClausiusHDF5Storage

/// Whole numbers that are read as floating-point numbers.
enum WholeNumbers {
  /// Says that a whole number would change.
  static func tooLarge(_ number: String) -> String {
    "\(number) has no exact floating-point form (beyond 2^53), it would be taken for a neighbor; "
      + "subtract a constant or number the symbols"
  }

  /// The numbers of a dataset, whole ones only where they stay what they are.
  static func read(_ dataset: HDF5Dataset, called name: String) throws -> [Double] {
    guard case .integer(64, let isSigned, _) = try dataset.datatype else {
      return try dataset.read(as: Double.self)
    }
    let largest = isSigned ? nil : try dataset.read(as: Double.self).firstIndex { $0 >= 0x1p63 }
    if let largest {
      throw DatasetError(.request, "\(name): element \(largest + 1): the number is beyond 2^63 - 1")
    }
    return try dataset.read(as: Int64.self).enumerated().map { index, whole in
      guard let value = Double(exactly: whole) else {
        throw DatasetError(.request, "\(name): element \(index + 1): " + tooLarge("\(whole)"))
      }
      return value
    }
  }
}
