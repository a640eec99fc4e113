package interleave.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import interleave.protocol.Event;
import interleave.run.Run;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** Writes an event as one line of JSON, under the names that the README makes public. */
final class EventJson {
  private final JsonFactory json = new JsonFactory();

  /** One line, its line feed included, in UTF-8. */
  byte[] line(Run.Told told) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = json.createGenerator(bytes)) {
      out.writeStartObject();
      write(told.event(), out);
      writeIfPresent(out, "cell", told.cell());
      out.writeEndObject();
    }
    bytes.write('\n');
    return bytes.toByteArray();
  }

  private static void write(Event event, JsonGenerator out) throws IOException {
    switch (event) {
      case Event.Queued(int ahead) -> {
        out.writeStringField("type", "queued");
        out.writeNumberField("ahead", ahead);
      }
      case Event.Restarted(String reason) -> {
        out.writeStringField("type", "restarted");
        out.writeStringField("reason", reason);
      }
      case Event.Output(var stream, String thread, long threadId, String text, long nanos) -> {
        out.writeStringField("type", "output");
        out.writeStringField("stream", lower(stream));
        out.writeStringField("thread", thread);
        out.writeNumberField("threadId", threadId);
        out.writeStringField("text", text);
        out.writeNumberField("nanos", nanos);
      }
      case Event.Problem(var severity, int line, int start, int end, String message) -> {
        out.writeStringField("type", "problem");
        out.writeStringField("severity", lower(severity));
        out.writeNumberField("line", line);
        out.writeNumberField("start", start);
        out.writeNumberField("end", end);
        out.writeStringField("message", message);
      }
      case Event.Value(String name, String javaType, String text) -> {
        out.writeStringField("type", "value");
        out.writeStringField("name", name);
        out.writeStringField("javaType", javaType);
        out.writeStringField("text", text);
      }
      case Event.Display(String mime, String data) -> {
        out.writeStringField("type", "display");
        out.writeStringField("mime", mime);
        out.writeStringField("data", data);
      }
      case Event.Threw threw -> {
        out.writeStringField("type", "threw");
        writeThrown(threw, out);
      }
      case Event.InputWanted() -> out.writeStringField("type", "input-wanted");
      case Event.Heartbeat() -> out.writeStringField("type", "heartbeat");
      case Event.Ran(_) -> out.writeStringField("type", "ran");
      case Event.Finished finished -> writeFinished(finished, out);
      case Event.Lingering lingering -> writeLingering(lingering, out);
      case Event.CutOff(String reason) -> {
        out.writeStringField("type", "cut-off");
        out.writeStringField("reason", reason);
      }
    }
  }

  private static void writeThrown(Event.Threw threw, JsonGenerator out) throws IOException {
    out.writeStringField("exception", threw.exception());
    out.writeStringField("message", threw.message().orElse(null));
    out.writeStringField("thread", threw.thread());
    out.writeArrayFieldStart("frames");
    for (Event.Frame frame : threw.frames()) {
      out.writeStartObject();
      out.writeStringField("cell", frame.cell().orElse(null));
      if (frame.line() > 0) {
        out.writeNumberField("line", frame.line());
      }
      out.writeStringField("method", frame.method());
      out.writeEndObject();
    }
    out.writeEndArray();
    if (threw.cause().isPresent()) {
      out.writeObjectFieldStart("cause");
      writeThrown(threw.cause().get(), out);
      out.writeEndObject();
    }
  }

  private static void writeFinished(Event.Finished finished, JsonGenerator out) throws IOException {
    out.writeStringField("type", "finished");
    out.writeStringField("outcome", finished.outcome().publicName());
    out.writeNumberField("wallNanos", finished.wallNanos());
    out.writeNumberField("cpuNanos", finished.cpuNanos());
    out.writeNumberField("cores", finished.cores());
    if (finished.exit().isPresent()) {
      out.writeNumberField("exit", finished.exit().get());
    }
    writeIfPresent(out, "message", finished.message());
  }

  private static void writeLingering(Event.Lingering lingering, JsonGenerator out)
      throws IOException {
    out.writeStringField("type", "lingering");
    out.writeArrayFieldStart("threads");
    for (Event.LiveThread thread : lingering.threads()) {
      out.writeStartObject();
      out.writeStringField("name", thread.name());
      out.writeNumberField("threadId", thread.threadId());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeArrayFieldStart("processes");
    for (long pid : lingering.processes()) {
      out.writeNumber(pid);
    }
    out.writeEndArray();
  }

  private static void writeIfPresent(JsonGenerator out, String name, Optional<String> value)
      throws IOException {
    if (value.isPresent()) {
      out.writeStringField(name, value.get());
    }
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
