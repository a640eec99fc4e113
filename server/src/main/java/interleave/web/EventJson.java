package interleave.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import interleave.protocol.Event;
import interleave.protocol.Timeline;
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
      case Event.StillRunning alive -> ThreadsJson.stillRunning(alive, out);
      case Event.ProcessStarted started -> ThreadsJson.processStarted(started, out);
      case Event.ProcessEnded ended -> ThreadsJson.processEnded(ended, out);
      case Event.Deadlock deadlock -> ThreadsJson.deadlock(deadlock, out);
      case Event.Stuck stuck -> ThreadsJson.stuck(stuck, out);
      case Event.Drawn(Timeline timeline) -> TimelineJson.write(timeline, out);
      case Event.Progress progress -> LabsJson.progress(progress, out);
      case Event.Machine machine -> LabsJson.machine(machine, out);
      case Event.Benchmark benchmark -> LabsJson.benchmark(benchmark, out);
      case Event.Remark(String sentence) -> {
        out.writeStringField("type", "remark");
        out.writeStringField("text", sentence);
      }
      case Event.Outcomes outcomes -> LabsJson.outcomes(outcomes, out);
      case Event.Schedule schedule -> LabsJson.schedule(schedule, out);
      case Event.Explored explored -> LabsJson.explored(explored, out);
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
    out.writeNumberField("threadId", threw.threadId());
    out.writeNumberField("nanos", threw.nanos());
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

  /** A field that is left out when there is nothing to say. */
  static void writeIfPresent(JsonGenerator out, String name, Optional<String> value)
      throws IOException {
    if (value.isPresent()) {
      out.writeStringField(name, value.get());
    }
  }

  /** A line of the reader's text, left out when it is not known. */
  static void writeLine(JsonGenerator out, String name, int line) throws IOException {
    if (line > 0) {
      out.writeNumberField(name, line);
    }
  }

  static void writeTexts(JsonGenerator out, String name, Iterable<String> texts)
      throws IOException {
    out.writeArrayFieldStart(name);
    for (String text : texts) {
      out.writeString(text);
    }
    out.writeEndArray();
  }

  /** An enum constant, as the interface names it. */
  static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
