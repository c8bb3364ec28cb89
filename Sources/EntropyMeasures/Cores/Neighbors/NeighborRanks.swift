/// The best candidates so far of the eight points of a block, nearest first.
protocol NeighborRanks: ~Copyable, SendableMetatype {
  /// Room for `neighbors` candidates of each point.
  init(neighbors: Int)
  /// Forgets all candidates.
  func clear()
  /// The reduced distance of the worst candidate of each point.
  var worst: Lanes { get }
  /// Whether a box or a point at a reduced distance can still matter where the worst candidate is
  /// at `limit`.
  static func matters(_ reduced: Double, limit: Double) -> Bool
  /// The same for eight boxes or points.
  static func matter(_ reduced: Lanes, limits: Lanes) -> SIMDMask<SIMD8<Int64>>
  /// Takes in the point `number` at `reduced` distances from the points, infinite where it is left
  /// out.
  func insert(_ reduced: Lanes, number: Int32)
}

/// Distances alone.
struct DistanceRanks: ~Copyable, NeighborRanks {
  let neighbors: Int
  let reduced: UnsafeMutablePointer<Lanes>

  init(neighbors: Int) {
    self.neighbors = neighbors
    reduced = .allocate(capacity: neighbors)
    clear()
  }

  deinit { reduced.deallocate() }

  @inline(__always)
  func clear() { reduced.initialize(repeating: Lanes(repeating: .infinity), count: neighbors) }

  @inline(__always)
  var worst: Lanes { reduced[neighbors &- 1] }

  @inline(__always)
  static func matters(_ reduced: Double, limit: Double) -> Bool { reduced < limit }

  @inline(__always)
  static func matter(_ reduced: Lanes, limits: Lanes) -> SIMDMask<SIMD8<Int64>> {
    reduced .< limits
  }

  @inline(__always)
  func insert(_ reduced: Lanes, number: Int32) {
    guard (reduced .< worst).isAny else { return }
    var rest = reduced
    for rank in 0..<neighbors {
      let old = self.reduced[rank]
      self.reduced[rank] = rest.smaller(old)
      rest = rest.larger(old)
    }
  }
}

/// Distances and numbers; of candidates at equal distance the lower number is the nearer.
struct NumberedRanks: ~Copyable, NeighborRanks {
  let neighbors: Int
  let reduced: UnsafeMutablePointer<Lanes>
  /// Whole numbers, infinite where there is no candidate: every processor compares real numbers at
  /// once, but not every one long whole numbers.
  private let numbers: UnsafeMutablePointer<Lanes>

  init(neighbors: Int) {
    self.neighbors = neighbors
    reduced = .allocate(capacity: neighbors)
    numbers = .allocate(capacity: neighbors)
    clear()
  }

  deinit {
    reduced.deallocate()
    numbers.deallocate()
  }

  @inline(__always)
  func clear() {
    reduced.initialize(repeating: Lanes(repeating: .infinity), count: neighbors)
    numbers.initialize(repeating: Lanes(repeating: .infinity), count: neighbors)
  }

  @inline(__always)
  var worst: Lanes { reduced[neighbors &- 1] }

  /// The number of the candidate of a point at a rank from 0, -1 where there is none.
  @inline(__always)
  func number(rank: Int, lane: Int) -> Int32 {
    let number = numbers[rank][lane]
    return number < .infinity ? Int32(number) : -1
  }

  @inline(__always)
  static func matters(_ reduced: Double, limit: Double) -> Bool { reduced <= limit }

  @inline(__always)
  static func matter(_ reduced: Lanes, limits: Lanes) -> SIMDMask<SIMD8<Int64>> {
    reduced .<= limits
  }

  @inline(__always)
  func insert(_ reduced: Lanes, number: Int32) {
    guard (reduced .<= worst).isAny else { return }
    // A point that is left out comes after all others.
    let numbers = Lanes(repeating: Double(number)).replacing(
      with: .infinity, where: reduced .== .infinity)
    if isAny(at: reduced) {
      insert(reduced, numbers) { rest, old, restNumbers, oldNumbers in
        (rest .< old) .| ((rest .== old) .& (restNumbers .< oldNumbers))
      }
    } else {
      // Candidates at equal distance are in their order already.
      insert(reduced, numbers) { rest, old, _, _ in rest .<= old }
    }
  }

  /// Whether a candidate is at the very distance of the new one.
  @inline(__always)
  private func isAny(at distances: Lanes) -> Bool {
    var isEqual = reduced[0] .== distances
    for rank in 1..<max(1, neighbors) { isEqual = isEqual .| (reduced[rank] .== distances) }
    return isEqual.isAny
  }

  @inline(__always)
  private func insert(
    _ distances: Lanes, _ newNumbers: Lanes,
    isNearer: (_ rest: Lanes, _ old: Lanes, _ restNumbers: Lanes, _ oldNumbers: Lanes)
      -> SIMDMask<SIMD8<Int64>>
  ) {
    var (rest, restNumbers) = (distances, newNumbers)
    for rank in 0..<neighbors {
      let (old, oldNumbers) = (reduced[rank], numbers[rank])
      let isNearer = isNearer(rest, old, restNumbers, oldNumbers)
      reduced[rank] = rest.smaller(old)
      rest = rest.larger(old)
      numbers[rank] = oldNumbers.replacing(with: restNumbers, where: isNearer)
      restNumbers = restNumbers.replacing(with: oldNumbers, where: isNearer)
    }
  }
}
