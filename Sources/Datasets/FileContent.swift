import ClausiusHDF5Storage
import Foundation

/// What a file holds, by its first bytes.
enum FileContent {
  /// Datasets, which are read from the file one by one.
  case hdf5
  case array(NumPyArray)
  case archive(NumPyArchive)
  case table(Table)

  /// Looks into a file, or reads a pipe to its end.
  init(_ path: String) throws {
    if FileBytes.isRegular(path), HDF5File.canRead(path) {
      self = .hdf5
    } else {
      self = try Self.content(FileBytes.unpacked(FileBytes.read(path), of: path), path)
    }
  }

  private static func content(_ bytes: [UInt8], _ path: String) throws(DatasetError) -> FileContent
  {
    if bytes.starts(with: NumPyArray.magic) {
      return .array(try NumPyArray(bytes[...], path: path))
    }
    if bytes.starts(with: NumPyArchive.magic) { return .archive(try archive(bytes, path)) }
    return .table(try Table(bytes, path: path))
  }

  private static func archive(_ bytes: [UInt8], _ path: String) throws(DatasetError) -> NumPyArchive
  {
    let archive = try NumPyArchive(bytes, path: path)
    guard archive.names.isEmpty else { return archive }
    let isWorkbook = archive.files.contains { $0.hasPrefix("xl/") }
    throw DatasetError(
      .request,
      isWorkbook
        ? "\(path): a workbook of a spreadsheet program; save the sheet as CSV"
        : "\(path): an archive without arrays of NumPy; unpack it")
  }
}
