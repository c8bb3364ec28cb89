import ClausiusKernelDispatch
import ClausiusKernelInterface
import ClausiusSimulationCore
import Foundation
import Testing

@testable import ClausiusSchooling

@Suite("Kernel variants")
struct KernelVariantTests {
  @Test("The widest is chosen, the environment forces another, nonsense is refused")
  func selection() throws {
    let supported = KernelVariant.supported
    #expect(supported.first == .baseline)
    #expect(try KernelVariant.selected(environment: [:]) == supported.last)
    for variant in supported {
      #expect(
        try KernelVariant.selected(environment: ["CLAUSIUS_SIMD": variant.rawValue]) == variant)
    }
    let error = #expect(throws: UnavailableKernelVariant.self) {
      try KernelVariant.selected(environment: ["CLAUSIUS_SIMD": "v5"])
    }
    let names = supported.map(\.rawValue).joined(separator: ", ")
    #expect(
      error?.description
        == "CLAUSIUS_SIMD='v5' is not a kernel variant (available here: \(names))")
  }

  @Test("Each variant has lanes of its own width")
  func lanes() {
    let widths: [KernelVariant: Int] = [.baseline: 2, .v3: 4, .v4: 8]
    for variant in KernelVariant.supported {
      #expect(variant.schoolKernels.laneCount == widths[variant])
    }
  }

  @Test("What the system needs is known before it is made")
  func memory() throws {
    let run = try RunSettings.test()
    let school = CouzinModel().with { $0.individuals = 1_000_000 }.memory(run: run)
    #expect(school.count == 1_000_000)
    #expect(school.bytes == 16e6 + 300e6)
    let huge = CouzinModel().with { $0.individuals = 1_000_000_000_000 }.memory(run: run)
    #expect(huge.bytes > 2e14)
  }
}
