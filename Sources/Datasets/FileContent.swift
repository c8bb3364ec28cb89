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
      self = try Self.content(try FileBytes.read(path), path)
    }
  }

  private static func content(_ bytes: [UInt8], _ path: String) throws(DatasetError) -> FileContent
  {
    if bytes.starts(with: NumPyArray.magic) {
      return .array(try NumPyArray(bytes[...], path: path))
    }
    if bytes.starts(with: NumPyArchive.magic) { return .archive(try archive(bytes, path)) }
    if bytes.starts(with: [0x1F, 0x8B]) { return try content(try unzipped(bytes, path), path) }
    for (magic, refusal) in refusals where bytes.starts(with: magic) {
      throw DatasetError(.request, "\(path): \(refusal)")
    }
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

  private static func unzipped(_ bytes: [UInt8], _ path: String) throws(DatasetError) -> [UInt8] {
    do throws(Inflation.Failure) {
      let whole = try Inflation.inflate(bytes[...], .gzip)
      // A second wrapping would never end.
      if !whole.starts(with: [0x1F, 0x8B]) { return whole }
    } catch {}
    throw DatasetError(.storage, "\(path): compressed by gzip, and damaged or too large; unpack it")
  }

  /// Formats that are not read, by their first bytes, and what to do.
  private static let refusals: [([UInt8], String)] = [
    (
      [0x89] + Array("HDF\r\n".utf8),
      "an HDF5 file does not come through a pipe; write it into a file and name that"
    ),
    (
      Array("CDF".utf8),
      "a netCDF file does not come through a pipe; write it into a file and name that"
    ),
    (Array("MATLAB 5.0".utf8), "a MATLAB file of version 5; save it with -v7.3, or as CSV"),
    (Array("PAR1".utf8), "a Parquet file; save the columns as CSV or HDF5"),
    (Array("ARROW1".utf8), "a Feather file; save the columns as CSV or HDF5"),
    (Array("SQLite format 3".utf8), "an SQLite database; save a table as CSV"),
  ]
}
