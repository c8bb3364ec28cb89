import ClausiusHDF5Storage

/// The species of a file that names them: an enumeration, as H5MD allows, or texts.
struct SpeciesNames {
  /// The names by the numbers of the species; texts are numbered from 0 in their order.
  private(set) var names: [Int: String] = [:]
  /// The text of each individual.
  private var texts: [String] = []

  /// No names.
  init() {}

  /// Reads the element at `path`, which may not be there.
  init(_ path: String, _ root: HDF5Group) throws {
    let isGroup = try root.kind(of: path) == .group
    let place = isGroup ? path + "/value" : path
    guard try root.kind(of: place) == .dataset else { return }
    let dataset = try root.openDataset(place)
    names = try dataset.enumerationNames
    guard try dataset.datatype.isText, let length = try dataset.shape.last else { return }
    let isOfFrames = try isGroup && dataset.shape.count > 1
    texts =
      try isOfFrames ? dataset.readStrings(at: [0, 0], count: [1, length]) : dataset.readStrings()
    names = Dictionary(
      uniqueKeysWithValues: Set(texts).sorted().enumerated().map { ($0.offset, $0.element) })
  }

  /// The numbers of the species of `rows` individuals that are given as texts; nothing else.
  func numbers(rows: Int) -> [String: [Double]] {
    guard texts.count == rows, rows > 0 else { return [:] }
    let numbers = Dictionary(uniqueKeysWithValues: names.map { ($0.value, Double($0.key)) })
    return ["species": texts.compactMap { numbers[$0] }]
  }
}
