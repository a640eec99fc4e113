package interleave.book;

import java.util.Optional;

/** A fence whose kind is known and whose keys are those of its kind. */
record TypedFence(FenceKind kind, FenceInfo info, Fence fence) {

  /** Reads a fence's info string; complains and answers nothing when it makes no sense. */
  static Optional<TypedFence> of(Fence fence, Complaints complaints) {
    try {
      FenceInfo info = FenceInfo.parse(fence.info());
      Optional<FenceKind> kind = FenceKind.of(info, fence.line(), complaints);
      kind.ifPresent(k -> k.check(info, fence.line(), complaints));
      return kind.map(k -> new TypedFence(k, info, fence));
    } catch (FenceInfo.Malformed e) {
      complaints.at(fence.line(), e.sentence());
      return Optional.empty();
    }
  }

  int line() {
    return fence.line();
  }

  String body() {
    return fence.body();
  }

  /** What the fence says it is for; empty when it does not say. */
  String target() {
    return info.value("for").orElse("");
  }

  /** The id that the fence gives itself; empty when it gives none. */
  String id() {
    return info.value("id").orElse("");
  }

  SourceText text() {
    return new SourceText(body(), line() + 1);
  }
}
