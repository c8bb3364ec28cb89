import ClausiusKernelInterface

/// The kernels of the school in the instruction set that this module is built for.
public let schoolKernels = SchoolKernels(
  laneCount: Lanes.scalarCount, senseAllPairs: senseAllPairsTable,
  senseInGrid: senseInGridTable, diffuse: diffuseTable, decide: decideTable, turn: turnTable,
  move: moveTable)
