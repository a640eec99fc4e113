package interleave.web;

import com.fasterxml.jackson.core.JsonGenerator;
import interleave.protocol.Timeline;
import java.io.IOException;

/** Writes a timeline as fields of a JSON object. */
final class TimelineJson {

  private TimelineJson() {}

  static void write(Timeline timeline, JsonGenerator out) throws IOException {
    out.writeStringField("type", "timeline");
    out.writeNumberField("nanos", timeline.nanos());
    out.writeArrayFieldStart("lanes");
    for (Timeline.Lane lane : timeline.lanes()) {
      writeLane(lane, out);
    }
    out.writeEndArray();
    out.writeArrayFieldStart("arrows");
    for (Timeline.Arrow arrow : timeline.arrows()) {
      out.writeStartObject();
      out.writeStringField("deed", EventJson.lower(arrow.deed()));
      out.writeNumberField("fromThread", arrow.fromThread());
      out.writeNumberField("fromNanos", arrow.fromNanos());
      out.writeNumberField("toThread", arrow.toThread());
      out.writeNumberField("toNanos", arrow.toNanos());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeArrayFieldStart("locks");
    for (Timeline.LockLane lock : timeline.locks()) {
      writeLock(lock, out);
    }
    out.writeEndArray();
    out.writeArrayFieldStart("pauses");
    for (Timeline.Pause pause : timeline.pauses()) {
      out.writeStartObject();
      out.writeNumberField("fromNanos", pause.fromNanos());
      out.writeNumberField("toNanos", pause.toNanos());
      out.writeStringField("what", pause.what());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeArrayFieldStart("cores");
    for (Timeline.CoreUse use : timeline.cores()) {
      out.writeStartObject();
      out.writeNumberField("fromNanos", use.fromNanos());
      out.writeNumberField("toNanos", use.toNanos());
      out.writeNumberField("percent", use.percent());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeArrayFieldStart("notes");
    for (String note : timeline.notes()) {
      out.writeString(note);
    }
    out.writeEndArray();
  }

  private static void writeLane(Timeline.Lane lane, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("thread", lane.thread());
    out.writeNumberField("threadId", lane.threadId());
    out.writeStringField("kind", EventJson.lower(lane.kind()));
    out.writeNumberField("fromNanos", lane.fromNanos());
    out.writeNumberField("toNanos", lane.toNanos());
    out.writeBooleanField("ended", lane.ended());
    out.writeArrayFieldStart("spans");
    for (Timeline.Span span : lane.spans()) {
      out.writeStartObject();
      out.writeStringField("state", EventJson.lower(span.state()));
      out.writeNumberField("fromNanos", span.fromNanos());
      out.writeNumberField("toNanos", span.toNanos());
      EventJson.writeIfPresent(out, "on", span.on());
      EventJson.writeIfPresent(out, "heldBy", span.heldBy());
      EventJson.writeIfPresent(out, "cell", span.cell());
      EventJson.writeLine(out, "line", span.line());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void writeLock(Timeline.LockLane lock, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("lock", lock.lock());
    out.writeArrayFieldStart("holdings");
    for (Timeline.Holding holding : lock.holdings()) {
      out.writeStartObject();
      out.writeStringField("thread", holding.thread());
      out.writeNumberField("threadId", holding.threadId());
      out.writeNumberField("fromNanos", holding.fromNanos());
      out.writeNumberField("toNanos", holding.toNanos());
      EventJson.writeIfPresent(out, "cell", holding.cell());
      EventJson.writeLine(out, "line", holding.line());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }
}
