import Foundation

extension ThreadPool {
  /// Takes items one after the other, works on them on all threads, and hands the products on in
  /// the order of the items.
  ///
  /// At most `depth` items are under way at a time, so that memory does not grow with their number.
  /// Nothing that is handed on depends on the number of threads. `take` and `handOn` are each
  /// called by one thread at a time, though not always by the same; all three must not call the
  /// pool.
  ///
  /// - Parameters:
  ///   - depth: the largest number of items that are taken and not handed on yet.
  ///   - take: the next item, or `nil` after the last.
  ///   - work: what is made of an item.
  ///   - handOn: receives the products in the order of their items.
  /// - Throws: the first error in the order of the items; nothing behind it is handed on.
  public func forEachInOrder<Item, Product>(
    depth: Int, take: () throws -> Item?, work: (Item) throws -> Product,
    handOn: (Product) throws -> Void
  ) throws {
    let line = Line<Item, Product>(depth: max(1, depth))
    forEachBlock(count: threads, blockSize: 1) { _, _ in
      line.serve(take: take, work: work, handOn: handOn)
    }
    if let failure = line.failure { throw failure }
  }
}

/// The items under way, from the one that is handed on next to the one that was taken last.
private final class Line<Item, Product> {
  private let depth: Int
  private let gate = NSCondition()
  private var taken = 0
  private var handedOn = 0
  private var ready: [Int: Result<Product, any Error>] = [:]
  private var isTaking = false
  private var isHandingOn = false
  private var isAtEnd = false
  private(set) var failure: (any Error)?

  init(depth: Int) { self.depth = depth }

  /// What each thread does until there is nothing left to take.
  func serve(
    take: () throws -> Item?, work: (Item) throws -> Product, handOn: (Product) throws -> Void
  ) {
    while let (number, item) = next(take) {
      let product = Result { try work(item.get()) }
      gate.withLock { ready[number] = product }
      passOn(handOn)
    }
  }

  /// The next item with its number, as soon as there is room for it.
  private func next(_ take: () throws -> Item?) -> (number: Int, item: Result<Item, any Error>)? {
    gate.lock()
    while !isAtEnd, isTaking || taken >= handedOn + depth { gate.wait() }
    guard !isAtEnd else {
      gate.unlock()
      return nil
    }
    isTaking = true
    gate.unlock()
    let item = Result { try take() }
    gate.lock()
    defer {
      isTaking = false
      gate.broadcast()
      gate.unlock()
    }
    switch item {
    case .success(nil):
      isAtEnd = true
      return nil
    case .success(let item?):
      taken += 1
      return (taken - 1, .success(item))
    case .failure(let error):
      isAtEnd = true
      taken += 1
      return (taken - 1, .failure(error))
    }
  }

  /// Hands on what is ready, unless another thread does.
  private func passOn(_ handOn: (Product) throws -> Void) {
    gate.lock()
    defer { gate.unlock() }
    while !isHandingOn, failure == nil, let product = ready.removeValue(forKey: handedOn) {
      isHandingOn = true
      gate.unlock()
      let outcome = Result { try handOn(product.get()) }
      gate.lock()
      isHandingOn = false
      handedOn += 1
      if case .failure(let error) = outcome {
        failure = error
        isAtEnd = true
      }
      gate.broadcast()
    }
  }
}
