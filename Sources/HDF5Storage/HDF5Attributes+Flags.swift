extension HDF5Attributes {
  /// Writes what the values 0, 1, 2, ... of a dataset stand for, as the CF conventions have it:
  /// `flag_values` with these numbers and `flag_meanings` with the words.
  ///
  /// - Parameter words: words without white space.
  /// - Throws: ``HDF5Error`` when they cannot be written.
  public func writeFlags(_ words: [String]) throws(HDF5Error) {
    try write("flag_values", words.indices.map(Double.init))
    try write("flag_meanings", .fixed(words.joined(separator: " ")))
  }

  /// The words that the values 0, 1, 2, ... of a dataset stand for, as the CF conventions have it;
  /// a value without a word of its own is its number.
  ///
  /// - Returns: `nil` for a dataset without flags, or with values that are no such numbers or words
  ///   that two values share; what `flag_masks` mean are bits, which leave no one word to a value.
  public func readFlags() -> [String]? {
    guard let text = try? readString("flag_meanings"), (try? exists("flag_masks")) != true,
      let values = try? readArray("flag_values", as: Double.self)
    else { return nil }
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    let codes = values.compactMap { Int(exactly: $0) }.filter { (0..<256).contains($0) }
    guard !words.isEmpty, words.count == values.count, codes.count == values.count else {
      return nil
    }
    var all = (0...(codes.max() ?? 0)).map(String.init)
    for (code, word) in zip(codes, words) { all[code] = word }
    return Set(all).count == all.count ? all : nil
  }
}
