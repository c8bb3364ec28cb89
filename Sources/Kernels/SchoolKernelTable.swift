import ClausiusKernelInterface

/// The kernels of the school in the instruction set that this module is built for.
public let schoolKernels = SchoolKernels(
  senseAllPairs: senseAllPairsTable, decide: decideTable, turn: turnTable, move: moveTable)
