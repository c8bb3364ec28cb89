import ClausiusKernelInterface

extension ActiveStepper {
  /// Begins an interval of work and heat.
  func forgetWork() {
    for column in [state.work, state.driven] {
      column.base.update(repeating: 0, count: state.count)
    }
  }

  /// The work of the self-propulsion on each particle since the interval began, the integral of
  /// u o dx, with the end of the last step: tau u.(u + F)/2.
  func work() -> [Double] {
    let view = detailedView()
    var values = state.values(state.work)
    for slot in 0..<state.count {
      var power = 0.0
      for (u, f) in zip(view.propulsion.axes, view.force.axes) {
        power += u[slot] * (u[slot] + f[slot])
      }
      values[Int(state.individual[slot])] += view.timeStep / 2 * power
    }
    return values
  }

  /// The heat that each particle gave off since the interval began, the work and the integral of
  /// F o dx, with the end of the last step: F.(x' - x)/2.
  func heat() -> [Double] {
    let view = detailedView()
    var values = work()
    for slot in 0..<state.count {
      var end = 0.0
      for (f, way) in zip(view.force.axes, view.way.axes) { end += f[slot] * way[slot] }
      values[Int(state.individual[slot])] += state.driven[slot] + end / 2
    }
    return values
  }
}
