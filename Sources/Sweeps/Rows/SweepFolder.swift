import ClausiusHDF5Storage
import Foundation

/// The files of a sweep.
public struct SweepFolder: Sendable, Hashable {
  /// The folder.
  public let path: String

  /// The folder at `path`, which need not exist.
  public init(_ path: String) {
    self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }

  /// Which sweep the folder holds.
  public var manifest: String { path + "/sweep.json" }
  /// The scenario as it was given.
  public var scenario: String { path + "/sweep.yaml" }
  /// The table as text.
  public var csv: String { path + "/sweep.csv" }
  /// The table as netCDF-4.
  public var netCDF: String { path + "/sweep.h5" }
  /// What came out of each member: the truth, of which the tables are made.
  public var rows: String { path + "/rows" }
  /// The values at every frame, of all members.
  public var seriesNetCDF: String { path + "/series.h5" }
  /// The values at every frame, as members wrote them.
  public var series: String { path + "/series" }
  /// The lock of whoever makes the tables.
  var collecting: String { path + "/collect.lock" }

  /// The rows of part `part`.
  func rows(of part: SweepPart) -> String { rows + "/" + part.fileName }

  /// The values at every frame that part `part` wrote.
  func series(of part: SweepPart) -> String { series + "/" + part.fileName }

  /// Why a member failed, and how to repeat it.
  public func failure(of identity: MemberIdentity) -> String { "\(path)/failed/\(identity).txt" }

  /// The trajectory of a member, below the folder; at most some thousands in a folder.
  func trajectory(of identity: MemberIdentity, extension ending: String) -> String {
    "members/\(identity.description.prefix(2))/\(identity).\(ending)"
  }

  /// Whether something is at `path`.
  ///
  /// - Throws: ``SweepError`` when the system does not say: nothing takes its place then.
  static func isThere(_ path: String) throws(SweepError) -> Bool {
    do throws(HDF5Error) {
      return try FilePresence.isThere(path)
    } catch {
      throw SweepError(.storage, "\(error)")
    }
  }

  /// Makes the folder of `file`.
  ///
  /// - Throws: ``SweepError`` of the disk.
  static func makeFolder(of file: String) throws(SweepError) {
    let folder = URL(fileURLWithPath: file).deletingLastPathComponent().path
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw SweepError(
        .storage,
        "\(folder): the folder cannot be made: \(error.localizedDescription) "
          + "Choose another one with -o DIR")
    }
  }
}

/// A part of the members: those whose number leaves the same rest.
public struct SweepPart: Sendable, Hashable {
  /// Its number, from 1.
  public var number: Int
  /// How many parts there are.
  public var count: Int

  /// All members.
  public static let whole = SweepPart(number: 1, count: 1)

  /// Part `number` of `count`.
  init(number: Int, count: Int) {
    self.number = number
    self.count = count
  }

  /// The part that is written `2/5`; `nil` for numbers that name none.
  public init?(_ text: String) {
    let numbers = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard numbers.count == 2, let number = numbers[0], let count = numbers[1], number >= 1,
      number <= count
    else { return nil }
    self.init(number: number, count: count)
  }

  /// The name of its files.
  var fileName: String { String(format: "part-%04d-of-%04d.jsonl", number, count) }

  /// Whether the member number `number` is one of the part.
  public func contains(_ number: Int) -> Bool { number % count == self.number - 1 }
}
