// The command of this package: every verb of clausius, for its systems and for the Ising model.
//
//   swift build -c release
//   .build/release/ising run ising.yaml
//   .build/release/ising analyze output/ising.h5 --diagnostics 'block_entropy, magnetization'
//   .build/release/ising plot output/ising.h5
import ClausiusCommand

Clausius.main(
  adding: Additions(
    of: "ising", systems: [IsingModel.self], diagnostics: [BlockEntropy.self], figures: [.ising]))
