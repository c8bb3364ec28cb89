import ClausiusSimulationCore

/// A counting sort by cell, shared out among threads: elements are cut into stretches, and each
/// stretch counts its members of every cell for itself.
///
/// Within a cell elements keep their order, so that the result does not depend on the number of
/// stretches. A sort takes three calls: ``count(_:cells:_:)``, ``addUp(into:)``, ``place(_:)``.
/// O(N + cells); 4 bytes a cell and stretch.
public final class CountingSort {
  /// The most stretches; more would only add counters.
  public static let mostStretches = 4
  private let pool: ThreadPool
  private let smallestStretch: Int
  private var elements = 0
  private var cells = 0
  private var counters = AlignedColumn<Int32>(repeating: 0, count: 0)

  /// A sort that keeps at least `smallestStretch` elements on one thread.
  public init(pool: ThreadPool, smallestStretch: Int = 1) {
    self.pool = pool
    self.smallestStretch = smallestStretch
  }

  /// The number of stretches of the present elements.
  private var stretches: Int {
    min(Self.mostStretches, pool.threads, max(1, elements / smallestStretch))
  }

  /// The elements of a stretch, of the last one at most.
  private var size: Int { max(1, (elements + stretches - 1) / stretches) }

  /// Begins a sort of `elements` elements into `cells` cells.
  ///
  /// - Parameters:
  ///   - elements: the number of elements.
  ///   - cells: the number of cells.
  ///   - body: finds the cell of every element of a stretch, and adds 1 to the counter of that
  ///     cell. Counters are 0 before.
  public func count(
    _ elements: Int, cells: Int,
    _ body: (
      _ stretch: Int, _ range: Range<Int>, _ members: UnsafeMutablePointer<Int32>
    ) -> Void
  ) {
    (self.elements, self.cells) = (elements, cells)
    let needed = cells * stretches
    if counters.count < needed {
      counters = AlignedColumn(repeating: 0, count: max(needed, 3 * counters.count / 2))
    }
    let base = counters.base
    pool.forEachBlock(count: stretches, blockSize: 1) { stretch, _ in
      let own = base + stretch * cells
      own.update(repeating: 0, count: cells)
      body(stretch, range(of: stretch), own)
    }
  }

  /// After ``count(_:cells:_:)``, the ordered pairs of elements that share a cell:
  /// sum n (n - 1) over the members n of each cell.
  public var pairsWithinCells: Double {
    let (base, stretches, cells) = (counters.base, stretches, cells)
    var pairs = 0.0
    for cell in 0..<cells {
      var members = 0
      for stretch in 0..<stretches { members &+= Int(base[stretch &* cells &+ cell]) }
      pairs += Double(members) * (Double(members) - 1)
    }
    return pairs
  }

  /// Turns the numbers of members into first slots.
  ///
  /// - Parameter starts: receives the first slot of each cell, and behind the last cell the number
  ///   of elements; room for one more than there are cells.
  public func addUp(into starts: UnsafeMutablePointer<Int32>) {
    let (base, stretches, cells) = (counters.base, stretches, cells)
    var slot: Int32 = 0
    for cell in 0..<cells {
      starts[cell] = slot
      for stretch in 0..<stretches {
        let members = base[stretch &* cells &+ cell]
        base[stretch &* cells &+ cell] = slot
        slot &+= members
      }
    }
    starts[cells] = slot
  }

  /// Ends the sort.
  ///
  /// - Parameter body: gives every element of a stretch, in order, the next slot of its cell, and
  ///   adds 1 to that.
  public func place(
    _ body: (_ range: Range<Int>, _ nextSlot: UnsafeMutablePointer<Int32>) -> Void
  ) {
    let (base, cells) = (counters.base, cells)
    pool.forEachBlock(count: stretches, blockSize: 1) { stretch, _ in
      body(range(of: stretch), base + stretch * cells)
    }
  }

  private func range(of stretch: Int) -> Range<Int> {
    min(elements, stretch * size)..<min(elements, (stretch + 1) * size)
  }
}
