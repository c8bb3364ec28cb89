/// Blocks of a file that lie in memory: bytes by address, none of which overlap.
struct PageMap {
  /// One block.
  struct Page: Equatable {
    /// Where it begins in the file.
    var address: Int
    /// What is to stand there.
    var bytes: [UInt8]
    /// When its turn is among the pages of a commit.
    var turn = 0
    /// The addresses that it takes.
    var range: Range<Int> { address..<address + bytes.count }
  }

  /// The pages by rising address.
  private(set) var pages: [Page] = []

  /// Whether there are none.
  var isEmpty: Bool { pages.isEmpty }

  /// Puts `page` over what is there; pages that it overlaps become one with it.
  mutating func insert(_ page: Page) {
    let others = pages(in: page.range)
    guard let first = others.first else { return pages.insert(page, at: others.startIndex) }
    if others.count == 1, first.range == page.range {
      pages[others.startIndex] = page
    } else {
      pages.replaceSubrange(others.indices, with: [page.over(Array(others))])
    }
  }

  /// Copies into `buffer`, which holds the bytes from `address` on, what pages have of them.
  func overlay(_ buffer: UnsafeMutableRawBufferPointer, at address: Int) {
    var index = firstIndex(endingAfter: address)
    while index < pages.count, pages[index].address < address + buffer.count {
      let page = pages[index]
      let common = page.range.clamped(to: address..<address + buffer.count)
      page.bytes.withUnsafeBytes { bytes in
        let part = bytes[common.lowerBound - page.address..<common.upperBound - page.address]
        UnsafeMutableRawBufferPointer(rebasing: buffer[(common.lowerBound - address)...])
          .copyMemory(from: .init(rebasing: part))
      }
      index += 1
    }
  }

  /// What is written at once: pages that lie near each other.
  struct Stretch: Equatable {
    /// The addresses that it takes, with what stands between the pages.
    var range: Range<Int>
    /// When its turn is among the stretches of a commit: that of the last of its pages.
    var turn: Int
    /// Its pages, by their place among ``PageMap/pages``.
    var pages: Range<Int>
    /// Where it begins in the file.
    var address: Int { range.lowerBound }
  }

  /// The pages as stretches, by rising address.
  ///
  /// - Parameters:
  ///   - gap: the most bytes that may lie between neighbors.
  ///   - longest: the most bytes that pages of one stretch take with what stands between them.
  ///   - end: where the file ended so far. Pages from there on are new: their turn is 0, and no
  ///     stretch goes across.
  func stretches(over gap: Int, longest: Int, within end: Int) -> [Stretch] {
    var stretches: [Stretch] = []
    for (index, page) in pages.enumerated() {
      let isNew = page.address >= end
      let turn = isNew ? 0 : page.turn
      if let last = stretches.last, page.address - last.range.upperBound <= gap,
        page.range.upperBound - last.address <= longest, isNew == (last.address >= end)
      {
        stretches[stretches.count - 1] = Stretch(
          range: last.address..<page.range.upperBound, turn: max(last.turn, turn),
          pages: last.pages.lowerBound..<index + 1)
      } else {
        stretches.append(Stretch(range: page.range, turn: turn, pages: index..<index + 1))
      }
    }
    return stretches
  }

  /// The pages that `isIncluded` takes.
  func filter(_ isIncluded: (Page) -> Bool) -> PageMap {
    var map = PageMap()
    map.pages = pages.filter(isIncluded)
    return map
  }

  /// The pages that take some of `range`.
  func pages(in range: Range<Int>) -> ArraySlice<Page> {
    let first = firstIndex(endingAfter: range.lowerBound)
    var last = first
    while last < pages.count, pages[last].address < range.upperBound { last += 1 }
    return pages[first..<last]
  }

  /// Forgets all pages.
  mutating func removeAll() { pages.removeAll(keepingCapacity: true) }

  /// The first page that reaches beyond `address`.
  private func firstIndex(endingAfter address: Int) -> Int {
    var range = 0..<pages.count
    while !range.isEmpty {
      let middle = (range.lowerBound + range.upperBound) / 2
      range =
        pages[middle].range.upperBound > address
        ? range.lowerBound..<middle : middle + 1..<range.upperBound
    }
    return range.lowerBound
  }
}

extension PageMap.Page {
  /// This page laid over `others`, which it overlaps one after the other.
  fileprivate func over(_ others: [PageMap.Page]) -> PageMap.Page {
    var union = self
    if let first = others.first, first.address < address {
      union.bytes = first.bytes[..<(address - first.address)] + union.bytes
      union.address = first.address
    }
    if let last = others.last, last.range.upperBound > range.upperBound {
      union.bytes += last.bytes[(range.upperBound - last.address)...]
    }
    union.turn = others.reduce(turn) { max($0, $1.turn) }
    return union
  }
}
