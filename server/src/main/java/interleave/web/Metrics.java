package interleave.web;

import interleave.protocol.Outcome;
import interleave.run.Sessions;
import io.javalin.http.Context;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** Counts what operators watch, and tells it to Prometheus. */
public final class Metrics {
  private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Map<Outcome, Timer> runs = new EnumMap<>(Outcome.class);

  /** A registry with a timer for each outcome, all at zero. */
  public Metrics() {
    for (Outcome outcome : Outcome.values()) {
      runs.put(
          outcome,
          Timer.builder("interleave.runs")
              .description("Runs of cells, by how they ended")
              .tag("outcome", outcome.publicName())
              .register(registry));
    }
    new JvmMemoryMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
  }

  /** Counts a run that has ended. */
  public void ran(Outcome outcome, Duration wall) {
    Timer timer = runs.get(outcome);
    if (timer != null) {
      timer.record(wall);
    }
  }

  /** Watches how many sessions live and how many runs wait. */
  public void watch(Sessions sessions) {
    Gauge.builder("interleave.sessions", sessions, Sessions::live)
        .description("Sessions that live")
        .register(registry);
    Gauge.builder("interleave.runs.waiting", sessions, Sessions::waiting)
        .description("Runs that wait for their turn")
        .register(registry);
  }

  void write(Context context) {
    context.contentType(TYPE).result(registry.scrape());
  }
}
