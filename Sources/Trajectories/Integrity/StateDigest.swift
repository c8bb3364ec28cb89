import ClausiusSimulationCore

extension StateArchive {
  /// SHA-256 over the run that the state belongs to, the kernels that computed it, and every array
  /// in the order of the names: 64 hexadecimal digits.
  func digest(of run: RunIdentity?, kernels: String) -> String {
    var hash = SHA256()
    for text in [run?.id ?? "", run?.scenario ?? "", kernels] { hash.add(text) }
    for (name, value) in values.sorted(by: { $0.key < $1.key }) {
      hash.add(name)
      switch value {
      case .reals(let reals): hash.add("reals", reals)
      case .integers(let integers): hash.add("integers", integers)
      case .text(let text): hash.add("text", Array(text.utf8))
      }
    }
    return hash.hexadecimal
  }
}

extension SHA256 {
  /// Takes a text and its length, so that no two lists of texts are the same bytes.
  fileprivate mutating func add(_ text: String) {
    update([UInt64(text.utf8.count).littleEndian])
    update(Array(text.utf8))
  }

  /// Takes an array, its kind and its length.
  fileprivate mutating func add<Element: BitwiseCopyable>(_ kind: String, _ values: [Element]) {
    add(kind)
    update([UInt64(values.count).littleEndian])
    update(values)
  }
}
