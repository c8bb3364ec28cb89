import Synchronization
import Testing

@testable import ClausiusSimulationCore

@Suite("Work handed on in order")
struct OrderedWorkTests {
  private struct Bad: Error, Equatable { var item: Int }

  @Test(
    "Products come in the order of their items, on any number of threads", arguments: [1, 2, 5])
  func order(threads: Int) throws {
    var next = 0
    var products: [Int] = []
    try ThreadPool(threads: threads).forEachInOrder(
      depth: 4,
      take: { () -> Int? in
        defer { next += 1 }
        return next < 200 ? next : nil
      },
      work: { item in
        // Early items take longest, so that they would come last.
        let delay = (0..<(200 - item) * 50).reduce(0, &+)
        return item * item + min(0, delay)
      },
      handOn: { products.append($0) })
    #expect(products == (0..<200).map { $0 * $0 })
  }

  @Test("No more items are under way than the depth allows", arguments: [1, 2, 5])
  func depth(threads: Int) throws {
    let underWay = Atomic<Int>(0)
    var most = 0
    var next = 0
    try ThreadPool(threads: threads).forEachInOrder(
      depth: 3,
      take: { () -> Int? in
        guard next < 100 else { return nil }
        next += 1
        most = max(most, underWay.add(1, ordering: .sequentiallyConsistent).newValue)
        return next
      },
      work: { $0 },
      handOn: { _ in underWay.subtract(1, ordering: .sequentiallyConsistent) })
    #expect(most <= 3)
    #expect(most >= 1)
    #expect(underWay.load(ordering: .sequentiallyConsistent) == 0)
  }

  @Test("The first error in the order of the items is thrown, and nothing behind it handed on")
  func errors() throws {
    for threads in [1, 2, 5] {
      var next = 0
      var products: [Int] = []
      let error = #expect(throws: Bad.self) {
        try ThreadPool(threads: threads).forEachInOrder(
          depth: 4,
          take: { () -> Int? in
            defer { next += 1 }
            return next < 50 ? next : nil
          },
          work: { item in
            if item == 7 || item == 9 { throw Bad(item: item) }
            return item
          },
          handOn: { products.append($0) })
      }
      #expect(error == Bad(item: 7))
      #expect(products == Array(0..<7))
    }
  }

  @Test("An error while taking comes after the items before it")
  func takingFails() throws {
    for threads in [1, 3] {
      var next = 0
      var products: [Int] = []
      let error = #expect(throws: Bad.self) {
        try ThreadPool(threads: threads).forEachInOrder(
          depth: 4,
          take: { () -> Int? in
            defer { next += 1 }
            if next == 5 { throw Bad(item: 5) }
            return next
          },
          work: { $0 }, handOn: { products.append($0) })
      }
      #expect(error == Bad(item: 5))
      #expect(products == [0, 1, 2, 3, 4])
    }
  }

  @Test("No items are no work")
  func nothing() throws {
    try ThreadPool(threads: 2).forEachInOrder(
      depth: 1, take: { () -> Int? in nil }, work: { $0 },
      handOn: { _ in Issue.record("nothing is handed on") })
  }
}
