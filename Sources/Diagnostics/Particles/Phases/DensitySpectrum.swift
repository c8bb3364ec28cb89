import ClausiusSimulationCore
import ClausiusSpectra
import RealModule

/// The structure factor of particles in shells of wave numbers, by a fast Fourier transform of
/// their numbers in cells.
///
/// Cells weaken S - 1 by the square of w = prod sin(k h/2)/(k h/2), h the side of a cell: S = 1 +
/// (S_cells - 1)/w^2 (Jing, Astrophys. J. 620 (2005) 559).
struct DensitySpectrum {
  /// The mean wave number of each shell that holds wave vectors.
  private(set) var waveNumbers: [Double] = []
  /// The mean structure factor of each shell.
  private(set) var values: [Double] = []

  /// Shells of the width of the longest wave of the periodic box, up to a wave number.
  ///
  /// - Throws: where an axis is not periodic, and where cells are more than memory should hold.
  init(_ particles: Particles, upTo limit: Double) throws(DiagnosticError) {
    let box = particles.frame.space
    try WaveVectors.check(box)
    let lengths = (0..<particles.dimension).map { box.length($0) }
    // The shortest wave has at least four cells, and lengths are products of 2, 3 and 5.
    let counts = lengths.map { Self.smooth(Int(min(1e8, (2 * $0 * limit / .pi).rounded(.up)))) }
    guard counts.reduce(1.0, { $0 * Double($1) }) < 1e8 else {
      throw DiagnosticError(
        "waves up to \(limit) need more than 10^8 cells", advice: "choose a smaller wave number")
    }
    let transform = try LatticeTransform(counts: counts)
    for place in try particles.places() {
      transform.numbers[2 * PackingCells.cell(of: place, in: box, counts: counts)] += 1
    }
    transform.forward()
    collect(transform, lengths, particles: particles.count, limit)
  }

  private mutating func collect(
    _ transform: LatticeTransform, _ lengths: [Double], particles: Int, _ limit: Double
  ) {
    let counts = transform.counts
    let width = 2 * Double.pi / (lengths.max() ?? 1)
    let shells = Int(limit / width) + 1
    var sums = [(number: Double, wave: Double, value: Double)](
      repeating: (0, 0, 0), count: shells + 1)
    for point in 1..<max(1, counts.reduce(1, *)) {
      var (rest, square, filter) = (point, 0.0, 1.0)
      for axis in counts.indices {
        let index = rest % counts[axis]
        rest /= counts[axis]
        let wave = 2 * index <= counts[axis] ? index : index - counts[axis]
        let k = 2 * .pi * Double(wave) / lengths[axis]
        square += k * k
        let phase = .pi * Double(wave) / Double(counts[axis])
        filter *= phase == 0 ? 1 : Double.sin(phase) / phase
      }
      let k = square.squareRoot()
      let shell = Int(saturating: (k / width).rounded())
      guard k <= limit, shell <= shells else { continue }
      let (re, im) = (transform.numbers[2 * point], transform.numbers[2 * point + 1])
      // Cells weaken what correlations add to independent particles, not those themselves.
      let counted = (re * re + im * im) / Double(particles)
      let value = 1 + (counted - 1) / (filter * filter)
      sums[shell].number += 1
      sums[shell].wave += k
      sums[shell].value += value
    }
    for sum in sums where sum.number > 0 {
      waveNumbers.append(sum.wave / sum.number)
      values.append(sum.value / sum.number)
    }
  }

  /// int k S(k) dk/int S(k) dk over the shells; `nil` where nothing scatters.
  var firstMoment: Double? {
    let whole = values.reduce(0, +)
    let moment = zip(waveNumbers, values).reduce(0) { $0 + $1.0 * $1.1 }
    return whole > 0 && moment > 0 ? moment / whole : nil
  }

  /// The next number that is a product of 2, 3 and 5.
  private static func smooth(_ count: Int) -> Int {
    var candidate = max(2, count)
    while true {
      var rest = candidate
      for prime in [2, 3, 5] { while rest % prime == 0 { rest /= prime } }
      if rest == 1 { return candidate }
      candidate += 1
    }
  }
}

/// A Fourier transform of complex numbers on a lattice of one to three axes.
private final class LatticeTransform {
  /// The points along each axis.
  let counts: [Int]
  /// Real and imaginary part in turn at each point, x fastest.
  let numbers: AlignedRow

  init(counts: [Int]) throws(DiagnosticError) {
    self.counts = counts
    numbers = AlignedRow(count: 2 * counts.reduce(1, *))
    transforms = try counts.map { count throws(DiagnosticError) in
      do throws(TransformError) {
        return try FourierTransform(.complex, length: count, usesTable: false)
      } catch {
        throw DiagnosticError("\(error)")
      }
    }
  }

  private let transforms: [FourierTransform]

  /// Transforms along one axis after the other.
  func forward() {
    var stride = 1
    for axis in counts.indices {
      transform(axis, stride: stride)
      stride *= counts[axis]
    }
  }

  private func transform(_ axis: Int, stride: Int) {
    let count = counts[axis]
    let (line, result) = (AlignedRow(count: 2 * count), AlignedRow(count: 2 * count))
    let points = counts.reduce(1, *)
    for first in 0..<points where first / stride % count == 0 {
      for k in 0..<count {
        line[2 * k] = numbers[2 * (first + k * stride)]
        line[2 * k + 1] = numbers[2 * (first + k * stride) + 1]
      }
      transforms[axis].forward(line.base, into: result.base)
      for k in 0..<count {
        numbers[2 * (first + k * stride)] = result[2 * k]
        numbers[2 * (first + k * stride) + 1] = result[2 * k + 1]
      }
    }
  }
}
