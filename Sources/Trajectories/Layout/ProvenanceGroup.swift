import ClausiusHDF5Storage
import Foundation

/// The group `/provenance`: who made the file, with what, and when, as attributes.
enum ProvenanceGroup {
  /// Writes the group; a second call replaces what the first wrote.
  static func write(_ provenance: Provenance, in root: HDF5Group) throws {
    let group =
      try root.exists("provenance")
      ? root.openGroup("provenance") : root.createGroup("provenance")
    for (name, text) in [
      ("version", provenance.version), ("commit", provenance.commit), ("host", provenance.host),
      ("kernels", provenance.kernels), ("start_time", provenance.startTime),
      ("end_time", provenance.endTime.isEmpty ? "not finished" : provenance.endTime),
    ] {
      try group.attributes.write(name, .fixed(text))
    }
    if let identity = provenance.identity { try identity.write(into: group.attributes) }
    try group.attributes.write("threads", Int32(provenance.threads))
    try group.attributes.write("resumptions", Int32(provenance.resumptions))
    try group.attributes.write("wall_time", provenance.wallTime)
  }

  /// Reads the group, or `nil` when the file has none.
  static func read(from root: HDF5Group) throws -> Provenance? {
    guard try root.exists("provenance") else { return nil }
    let attributes = try root.openGroup("provenance").attributes
    var provenance = Provenance(
      version: try attributes.readString("version"), commit: try attributes.readString("commit"),
      kernels: try attributes.readString("kernels"),
      threads: Int(try attributes.readScalar("threads", as: Int32.self)))
    provenance.identity = try RunIdentity.read(from: attributes)
    provenance.lostFrames = try lostFrames(attributes)
    provenance.host = try attributes.readString("host")
    provenance.startTime = try attributes.readString("start_time")
    provenance.endTime = try attributes.readString("end_time")
    provenance.resumptions = Int(try attributes.readScalar("resumptions", as: Int32.self))
    provenance.wallTime = try attributes.readScalar("wall_time", as: Double.self)
    return provenance
  }

  /// Notes that a repair took the frames `lost` out of the file, by their numbers before it; an
  /// earlier repair may have taken out others.
  static func note(lost: IndexSet, in root: HDF5Group) throws {
    guard try root.kind(of: "provenance") == .group else { return }
    let attributes = try root.openGroup("provenance").attributes
    var all = IndexSet(try lostFrames(attributes).joined())
    // The numbers that the frames had before the earlier repairs.
    let present = IndexSet(integersIn: 0...(lost.last ?? 0) + all.count).subtracting(all)
    all.formUnion(
      IndexSet(present.enumerated().lazy.filter { lost.contains($0.offset) }.map(\.element)))
    let bounds = all.rangeView.flatMap { [Int64($0.lowerBound), Int64($0.upperBound - 1)] }
    try attributes.write("lost_frames", bounds)
  }

  private static func lostFrames(_ attributes: HDF5Attributes) throws -> [ClosedRange<Int>] {
    guard try attributes.exists("lost_frames") else { return [] }
    let bounds = try attributes.readArray("lost_frames", as: Int64.self)
    return stride(from: 0, to: bounds.count - 1, by: 2).map {
      Int(bounds[$0])...Int(max(bounds[$0], bounds[$0 + 1]))
    }
  }

  /// Takes back what ``note(lost:in:)`` noted: the frames are made again.
  static func forgetLostFrames(in root: HDF5Group) throws {
    try root.openGroup("provenance").attributes.remove("lost_frames")
  }
}
