package interleave.web;

import interleave.run.ReaderAddress;
import io.javalin.http.Context;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells where a request comes from.
 *
 * @param behindProxy whether the server's only clients are a proxy's, which appends to {@code
 *     X-Forwarded-For} whom it serves; everybody can write what stands before that
 */
record ClientAddress(boolean behindProxy) {
  /** An address in digits, perhaps in brackets and with a port, as proxies write it. */
  private static final Pattern ENTRY =
      Pattern.compile("\\[([0-9a-fA-F:.]+)](?::\\d+)?|([0-9.]+)(?::\\d+)?|([0-9a-fA-F:.]+)");

  ReaderAddress of(Context context) throws BadRequest {
    Optional<InetAddress> forwarded =
        behindProxy
            ? lastForwarded(Collections.list(context.req().getHeaders("X-Forwarded-For")))
            : Optional.empty();
    return forwarded
        .or(() -> literal(context.req().getRemoteAddr()))
        .map(ReaderAddress::of)
        .orElseThrow(() -> new BadRequest(400, "This request comes from no network address."));
  }

  private static Optional<InetAddress> lastForwarded(List<String> headers) {
    return headers.isEmpty()
        ? Optional.empty()
        : literal(headers.getLast().substring(headers.getLast().lastIndexOf(',') + 1).strip());
  }

  private static Optional<InetAddress> literal(String text) {
    // A zone is this machine's business, and only some machines know it.
    Matcher entry = ENTRY.matcher(text.replaceFirst("%[\\w.-]+", ""));
    if (!entry.matches()) {
      return Optional.empty();
    }
    for (int group = 1; group <= entry.groupCount(); group++) {
      if (entry.group(group) != null) {
        try {
          // Never a name: that would ask a name server for a stranger.
          return Optional.of(InetAddress.ofLiteral(entry.group(group)));
        } catch (IllegalArgumentException e) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }
}
