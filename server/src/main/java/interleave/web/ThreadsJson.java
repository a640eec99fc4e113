package interleave.web;

import com.fasterxml.jackson.core.JsonGenerator;
import interleave.protocol.Event;
import java.io.IOException;
import java.util.List;

/** Writes what threads and processes do, in events, as fields of a JSON object. */
final class ThreadsJson {

  private ThreadsJson() {}

  static void stillRunning(Event.StillRunning alive, JsonGenerator out) throws IOException {
    out.writeStringField("type", "still-running");
    out.writeArrayFieldStart("threads");
    for (Event.LiveThread thread : alive.threads()) {
      out.writeStartObject();
      out.writeStringField("thread", thread.name());
      out.writeNumberField("threadId", thread.threadId());
      EventJson.writeIfPresent(out, "startedBy", thread.startedBy());
      EventJson.writeLine(out, "line", thread.line());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeArrayFieldStart("processes");
    for (Event.LiveProcess process : alive.processes()) {
      out.writeStartObject();
      out.writeNumberField("pid", process.pid());
      out.writeNumberField("parent", process.parent());
      out.writeStringField("command", process.command());
      EventJson.writeIfPresent(out, "startedBy", process.startedBy());
      EventJson.writeLine(out, "line", process.line());
      out.writeEndObject();
    }
    out.writeEndArray();
    EventJson.writeTexts(out, "remarks", alive.remarks());
  }

  static void processStarted(Event.ProcessStarted started, JsonGenerator out) throws IOException {
    out.writeStringField("type", "process-started");
    out.writeNumberField("pid", started.pid());
    out.writeNumberField("parent", started.parent());
    out.writeStringField("command", started.command());
    out.writeNumberField("nanos", started.nanos());
  }

  static void processEnded(Event.ProcessEnded ended, JsonGenerator out) throws IOException {
    out.writeStringField("type", "process-ended");
    out.writeNumberField("pid", ended.pid());
    if (ended.exit().isPresent()) {
      out.writeNumberField("exit", ended.exit().get());
    }
    if (ended.zombie()) {
      out.writeBooleanField("zombie", true);
    }
    out.writeNumberField("aliveNanos", ended.aliveNanos());
    out.writeNumberField("nanos", ended.nanos());
  }

  static void deadlock(Event.Deadlock deadlock, JsonGenerator out) throws IOException {
    out.writeStringField("type", "deadlock");
    out.writeBooleanField("hopeless", deadlock.hopeless());
    out.writeArrayFieldStart("cycle");
    for (Event.Wait wait : deadlock.cycle()) {
      out.writeStartObject();
      out.writeStringField("thread", wait.thread());
      out.writeNumberField("threadId", wait.threadId());
      out.writeStringField("holds", wait.holds());
      EventJson.writeLine(out, "heldSince", wait.heldSince());
      out.writeStringField("waitsFor", wait.waitsFor());
      out.writeStringField("heldBy", wait.heldBy());
      EventJson.writeIfPresent(out, "cell", wait.cell());
      EventJson.writeLine(out, "line", wait.line());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  static void stuck(Event.Stuck stuck, JsonGenerator out) throws IOException {
    out.writeStringField("type", "stuck");
    out.writeArrayFieldStart("threads");
    List<Event.Doing> threads = stuck.threads();
    for (Event.Doing doing : threads) {
      out.writeStartObject();
      out.writeStringField("thread", doing.thread());
      out.writeNumberField("threadId", doing.threadId());
      out.writeStringField("state", EventJson.lower(doing.state()));
      EventJson.writeIfPresent(out, "on", doing.on());
      EventJson.writeIfPresent(out, "heldBy", doing.heldBy());
      EventJson.writeIfPresent(out, "cell", doing.cell());
      EventJson.writeLine(out, "line", doing.line());
      out.writeStringField("method", doing.method());
      out.writeNumberField("sinceNanos", doing.sinceNanos());
      out.writeEndObject();
    }
    out.writeEndArray();
    EventJson.writeIfPresent(out, "reading", stuck.reading());
  }
}
