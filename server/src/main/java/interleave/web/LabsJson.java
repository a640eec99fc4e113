package interleave.web;

import com.fasterxml.jackson.core.JsonGenerator;
import interleave.protocol.Event;
import java.io.IOException;

/** Writes what laboratories tell. */
final class LabsJson {
  private LabsJson() {}

  static void progress(Event.Progress progress, JsonGenerator out) throws IOException {
    out.writeStringField("type", "progress");
    out.writeNumberField("done", progress.done());
    out.writeNumberField("total", progress.total());
    out.writeStringField("text", progress.text());
  }

  static void machine(Event.Machine machine, JsonGenerator out) throws IOException {
    out.writeStringField("type", "machine");
    out.writeNumberField("cores", machine.cores());
    out.writeStringField("jdk", machine.jdk());
    if (!machine.processor().isEmpty()) {
      out.writeStringField("processor", machine.processor());
    }
    if (machine.load() >= 0) {
      out.writeNumberField("load", machine.load());
    }
  }

  static void benchmark(Event.Benchmark benchmark, JsonGenerator out) throws IOException {
    out.writeStringField("type", "benchmark");
    out.writeStringField("name", benchmark.name());
    out.writeStringField("mode", benchmark.mode());
    out.writeStringField("unit", benchmark.unit());
    out.writeArrayFieldStart("points");
    for (double point : benchmark.points()) {
      out.writeNumber(point);
    }
    out.writeEndArray();
    out.writeObjectFieldStart("params");
    for (Event.Parameter parameter : benchmark.parameters()) {
      out.writeStringField(parameter.name(), parameter.value());
    }
    out.writeEndObject();
    out.writeNumberField("threads", benchmark.threads());
    out.writeBooleanField("done", benchmark.done());
    out.writeBooleanField("quiet", benchmark.quiet());
  }

  static void outcomes(Event.Outcomes outcomes, JsonGenerator out) throws IOException {
    out.writeStringField("type", "outcomes");
    out.writeArrayFieldStart("rows");
    for (Event.Tally row : outcomes.rows()) {
      out.writeStartObject();
      out.writeStringField("outcome", row.outcome());
      out.writeNumberField("count", row.count());
      out.writeStringField("expect", EventJson.lower(row.expect()));
      out.writeStringField("description", row.description());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeBooleanField("done", outcomes.done());
  }

  static void schedule(Event.Schedule schedule, JsonGenerator out) throws IOException {
    out.writeStringField("type", "schedule");
    out.writeStringField("verdict", schedule.verdict().publicName());
    out.writeStringField("text", schedule.sentence());
    out.writeNumberField("schedules", schedule.schedules());
    out.writeNumberField("preemptions", schedule.preemptions());
    out.writeArrayFieldStart("steps");
    for (Event.Taken step : schedule.steps()) {
      out.writeStartObject();
      out.writeStringField("thread", step.thread());
      out.writeNumberField("number", step.number());
      EventJson.writeIfPresent(out, "cell", step.cell());
      EventJson.writeLine(out, "line", step.line());
      out.writeStringField("text", step.text());
      EventJson.writeIfPresent(out, "preempts", step.preempts());
      out.writeObjectFieldStart("shared");
      for (Event.Shared shared : step.shared()) {
        out.writeStringField(shared.name(), shared.value());
      }
      out.writeEndObject();
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeStringField("replay", schedule.replay());
    EventJson.writeTexts(out, "remarks", schedule.remarks());
  }

  static void explored(Event.Explored explored, JsonGenerator out) throws IOException {
    out.writeStringField("type", "explored");
    out.writeStringField("text", explored.sentence());
    out.writeNumberField("schedules", explored.schedules());
    out.writeNumberField("preemptions", explored.preemptions());
    out.writeBooleanField("exhausted", explored.exhausted());
    EventJson.writeTexts(out, "unmodelled", explored.unmodelled());
  }
}
