import ClausiusDeclarations
import ClausiusSimulationCore
import ClausiusSpectra

/// The plans of the transforms in checkpoints.
///
/// A plan decides the order of additions, so that a run goes on to the same bits only by the plans
/// with which it began. Checkpoints name who chose them. Those of earlier versions hold the plans
/// themselves as FFTW's wisdom, because each machine measured its own.
extension KleinGordonSystem {
  /// The entry of checkpoints.
  static let plansEntry = "system/transforms"

  /// Who chose the plans of this system.
  var plans: String { geometry.basis.transform.planChoice.description }

  /// Takes up the plans of a checkpoint, or remembers that they are not to be had here.
  func takeUpPlans(from archive: StateArchive) {
    guard let saved = try? archive.text(Self.plansEntry), saved != plans else { return }
    if saved.hasPrefix("("), geometry.basis.takeUpPlans(saved) { return }
    let chosenBefore = saved.hasPrefix("(") ? "measured on another machine" : "from \(saved)"
    changedPlans = [
      Contradiction(
        at: "run",
        "the plans of the transforms are from \(plans), and those of the checkpoint were "
          + "\(chosenBefore): the last bits may differ from those of a run without a break",
        advice: "resume where the run began to get the same bits")
    ]
  }
}
