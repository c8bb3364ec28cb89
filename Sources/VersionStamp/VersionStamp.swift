import Foundation
import PackagePlugin

/// Writes the commit that is being built into a Swift file, so that `--version` and every
/// trajectory can name it.
///
/// Without git, as in an unpacked archive, the commit is "unknown".
@main
struct VersionStamp: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
    let folder = context.pluginWorkDirectoryURL.appending(path: "generated")
    let package = context.package.directoryURL.path(percentEncoded: false)
    let script = """
      set -e
      mkdir -p "$2"
      commit=$(git -C "$1" rev-parse --short=12 HEAD 2>/dev/null || echo unknown)
      if [ "$commit" != unknown ] && [ -n "$(git -C "$1" status --porcelain -- Sources Package.swift 2>/dev/null)" ]; then
        commit="$commit-modified"
      fi
      text="/// The commit that this program was built from.
      let builtCommit = \\"$commit\\""
      file="$2/BuiltCommit.swift"
      [ -f "$file" ] && [ "$(cat "$file")" = "$text" ] || printf '%s\\n' "$text" > "$file"
      """
    return [
      .prebuildCommand(
        displayName: "Stamp the commit", executable: URL(filePath: "/bin/sh"),
        arguments: ["-c", script, "sh", package, folder.path(percentEncoded: false)],
        outputFilesDirectory: folder)
    ]
  }
}
