import ClausiusKernelInterface

/// The kernels of active particles in the instruction set that this module is built for.
public let activeKernels = ActiveKernels(
  laneCount: Lanes.scalarCount, pairForces: pairForceKernel, curvature: curvatureKernel,
  propel: propelTable, predict: predictTable, correct: correctTable, excursion: excursionTable,
  measure: measureKernel)
