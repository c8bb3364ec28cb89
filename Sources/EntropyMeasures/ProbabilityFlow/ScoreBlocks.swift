/// The sums over blocks of a series of unknown length, in memory that does not grow with it: when
/// there are 40 blocks, every two become one.
public struct ScoreBlocks: Sendable {
  private let features: Int
  private let classes: Int
  private var whole: [[ScoreSums]] = []
  /// The block that is being filled, for each class.
  private var open: [ScoreSums]
  private var stepsInOpen = 0
  /// Steps in a block.
  public private(set) var length = 1
  /// Steps so far.
  public private(set) var steps = 0

  private static let most = 40

  /// Blocks of no step.
  public init(features: Int, classes: Int) {
    self.features = features
    self.classes = classes
    open = [ScoreSums](repeating: ScoreSums(features: features), count: classes)
  }

  /// Takes samples of the present step, each of a class.
  public mutating func add(_ samples: ScoreSamples, classOfSample: [Int]) {
    for number in 0..<classes where classes == 1 || classOfSample.contains(number) {
      open[number].add(samples) { classes == 1 || classOfSample[$0] == number }
    }
  }

  /// Ends the present step.
  public mutating func endStep() {
    steps += 1
    stepsInOpen += 1
    guard stepsInOpen == length else { return }
    whole.append(open)
    stepsInOpen = 0
    open = [ScoreSums](repeating: ScoreSums(features: features), count: classes)
    guard whole.count == Self.most else { return }
    whole = stride(from: 0, to: whole.count, by: 2).map { Self.joined(whole[$0], whole[$0 + 1]) }
    length *= 2
  }

  /// The sums of each block and class, [block][class]; what is left at the end belongs to the last.
  public var blocks: [[ScoreSums]] {
    guard stepsInOpen > 0 else { return whole }
    guard let last = whole.last else { return [open] }
    return whole.dropLast() + [Self.joined(last, open)]
  }

  private static func joined(_ first: [ScoreSums], _ second: [ScoreSums]) -> [ScoreSums] {
    zip(first, second).map { one, other in
      var sum = one
      sum.add(other)
      return sum
    }
  }
}
