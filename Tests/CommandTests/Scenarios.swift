import ClausiusHDF5Storage
import Foundation

extension Command {
  /// A small school that runs in a moment, with the lines of `changes` in place of its own.
  static func school(
    individuals: String = "50", run: String = "{duration: 20, time_step: 0.1}",
    output: String = "{every: 0.5}", diagnostics: String = "[polarization, rotation]",
    more: String = ""
  ) -> String {
    """
    title: A small school
    system: couzin
    couzin:
      individuals: \(individuals)
      orientation_width: 2
      attraction_width: 14
    \(more)
    run: \(run)
    output: \(output)
    diagnostics: \(diagnostics)
    """
  }

  /// The numbers of a dataset of a file in the folder.
  func numbers(_ dataset: String, of name: String) throws -> [Double] {
    let file = try HDF5File.openForReading(path(name))
    defer { try? file.close() }
    return try file.root.openDataset(dataset).read(as: Double.self)
  }

  /// The large datasets of two files, compared number by number.
  func sameNumbers(_ first: String, _ second: String) throws -> Bool {
    for dataset in ["coordinates", "velocities", "time", "polarization", "rotation"] {
      let one = try numbers(dataset, of: first).map(\.bitPattern)
      let other = try numbers(dataset, of: second).map(\.bitPattern)
      if one != other { return false }
    }
    return true
  }
}
