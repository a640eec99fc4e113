package interleave.web.pages;

import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** An answer whose bytes were made once: raw, compressed, and tagged for caches. */
public final class CachedResponse {
  /** To be asked for again each time; what has not changed is answered in a few bytes. */
  static final String REVALIDATE = "no-cache";

  /** To be kept for good: another text would have another address. */
  static final String IMMUTABLE = "public, max-age=31536000, immutable";

  private final int status;
  private final String contentType;
  private final String cacheControl;
  private final Variant raw;
  private final @Nullable Variant gzip;

  /** The bytes of one encoding; a strong tag is theirs alone (RFC 9110, section 8.8.1). */
  private static final class Variant {
    private final byte[] bytes;
    private final String etag;

    Variant(byte[] bytes, String etag) {
      this.bytes = bytes;
      this.etag = etag;
    }
  }

  private CachedResponse(int status, String contentType, byte[] bytes, String cacheControl) {
    this.status = status;
    this.contentType = contentType;
    this.cacheControl = cacheControl;
    String hash = Sha256.shortHex(bytes);
    raw = new Variant(bytes, "\"" + hash + "\"");
    byte[] smaller = MediaType.isText(contentType) ? compress(bytes) : bytes;
    gzip = smaller.length < bytes.length ? new Variant(smaller, "\"" + hash + "-gzip\"") : null;
  }

  /** A page that browsers ask for again each time. */
  static CachedResponse page(int status, String html) {
    return new CachedResponse(
        status, MediaType.HTML, html.getBytes(StandardCharsets.UTF_8), REVALIDATE);
  }

  /** A file that browsers keep for good. */
  static CachedResponse file(String contentType, byte[] bytes) {
    return new CachedResponse(200, contentType, bytes, IMMUTABLE);
  }

  /** How the answer is tagged when it is not compressed. */
  String etag() {
    return raw.etag;
  }

  /** Answers a GET or HEAD request. */
  public void write(Context ctx) {
    ctx.disableCompression();
    HttpServletResponse response = ctx.res();
    response.setHeader("Cache-Control", cacheControl);
    response.setHeader("X-Content-Type-Options", "nosniff");
    if (gzip != null) {
      response.setHeader("Vary", "Accept-Encoding");
    }
    boolean compressed = gzip != null && AcceptEncoding.gzip(ctx.header("Accept-Encoding"));
    Variant variant = compressed && gzip != null ? gzip : raw;
    if (status == 200) {
      response.setHeader("ETag", variant.etag);
      if (isKnown(ctx.header("If-None-Match"))) {
        ctx.status(304);
        return;
      }
    }
    ctx.status(status);
    response.setContentType(contentType);
    if (compressed) {
      response.setHeader("Content-Encoding", "gzip");
    }
    response.setContentLength(variant.bytes.length);
    ctx.result(variant.bytes);
  }

  /**
   * Whether the client has this text already, in whichever encoding (the weak comparison of RFC
   * 9110, section 13.1.2).
   */
  private boolean isKnown(@Nullable String ifNoneMatch) {
    if (ifNoneMatch == null) {
      return false;
    }
    return Arrays.stream(ifNoneMatch.split(","))
        .map(tag -> tag.strip().replaceFirst("^W/", ""))
        .anyMatch(
            tag ->
                tag.equals("*") || tag.equals(raw.etag) || (gzip != null && tag.equals(gzip.etag)));
  }

  private static byte[] compress(byte[] bytes) {
    var out = new ByteArrayOutputStream(bytes.length / 2);
    try (OutputStream gzip = new BestGzip(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to be written", e);
    }
    return out.toByteArray();
  }

  /** Compresses as well as it can, since it happens once. */
  private static final class BestGzip extends GZIPOutputStream {
    BestGzip(OutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
