// The command of this package: every verb of clausius, for its systems and for the walkers.
//
//   swift build -c release
//   .build/release/walkers run walkers.yaml
//   .build/release/walkers analyze output/walkers.h5md
import ClausiusCommand

Clausius.main(adding: Additions(of: "walkers", systems: [WalkersModel.self]))
