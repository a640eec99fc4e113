package interleave.web;

import interleave.book.Book;
import interleave.book.Chapter;
import interleave.protocol.EngineReply;
import interleave.protocol.Event;
import interleave.protocol.Source;
import interleave.run.BusyException;
import interleave.run.Cell;
import interleave.run.Run;
import interleave.run.RunRequest;
import interleave.run.SessionKey;
import interleave.run.Sessions;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The interface to running: each request is checked, handed to the sessions, and answered. */
final class RunRoutes {
  /** A vanished client is noticed only when something is written to it. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(2);

  private final Sessions sessions;
  private final Supplier<Book> book;
  private final ClientAddress address;
  private final ReaderCookie cookie = new ReaderCookie();
  private final EventJson json = new EventJson();

  RunRoutes(Sessions sessions, Supplier<Book> book, ClientAddress address) {
    this.sessions = sessions;
    this.book = book;
    this.address = address;
  }

  void register(RoutesConfig routes) {
    routes.post("/api/run", this::run);
    routes.post("/api/stop", this::stop);
    routes.post("/api/reset", this::reset);
    routes.post("/api/input", this::input);
    routes.post("/api/complete", this::complete);
  }

  private void run(Context context) throws BadRequest, IOException, InterruptedException {
    RequestBody body = body(context);
    RunRequest request = request(body, cookie.of(context));
    Run run;
    try {
      run = sessions.start(request, address.of(context));
    } catch (BusyException e) {
      throw BadRequest.of(e);
    }
    stream(context, run);
  }

  private RequestBody body(Context context) throws BadRequest {
    return RequestBody.of(context, sessions.limits().sourceCharacters());
  }

  private RunRequest request(RequestBody body, String reader) throws BadRequest {
    Optional<String> kind = body.optionalText("kind");
    Wishes wishes = Wishes.of(body);
    if (kind.isPresent() && body.optionalText("chapter").isEmpty()) {
      return ChapterCells.scratch(
          reader, scratchKind(kind.get(), wishes), body.text("source"), sessions.limits(), wishes);
    }
    Chapter chapter = chapter(body);
    interleave.book.Cell cell = cell(chapter, body);
    return new ChapterCells(chapter, sessions.limits())
        .request(
            reader,
            cell,
            body.optionalText("source").orElse(cell.source()),
            body.texts("sources"),
            body.names("ran"),
            wishes);
  }

  private static Cell.Kind scratchKind(String kind, Wishes wishes) throws BadRequest {
    return switch (kind) {
      case "run" -> new Cell.Kind.Run();
      case "program" ->
          new Cell.Kind.Program(Optional.empty(), wishes.arguments().orElse(List.of()));
      case "benchmark" -> new Cell.Kind.Benchmark();
      case "stress" -> new Cell.Kind.Stress();
      case "explore" -> new Cell.Kind.Explore(wishes.replay());
      default ->
          throw new BadRequest(
              400,
              "A scratch cell's kind is \"run\", \"program\", \"benchmark\", \"stress\" or"
                  + " \"explore\", not \""
                  + kind
                  + "\".");
    };
  }

  private Chapter chapter(RequestBody body) throws BadRequest {
    String id = body.text("chapter");
    return book.get()
        .chapter(id)
        .orElseThrow(() -> new BadRequest(404, "This book has no chapter \"" + id + "\"."));
  }

  private static interleave.book.Cell cell(Chapter chapter, RequestBody body) throws BadRequest {
    String id = body.text("cell");
    return chapter
        .cell(id)
        .orElseThrow(
            () ->
                new BadRequest(
                    404, "The chapter \"" + chapter.id() + "\" has no cell \"" + id + "\"."));
  }

  /** Writes events as they come; a client that cannot be written to any more ends the run. */
  private void stream(Context context, Run run) throws InterruptedException {
    var response = context.res();
    response.setContentType("application/x-ndjson");
    response.setCharacterEncoding("utf-8");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Accel-Buffering", "no");
    try {
      OutputStream out = response.getOutputStream();
      while (!run.isOver()) {
        List<Run.Told> told = run.take(HEARTBEAT);
        if (told.isEmpty() && !run.isOver()) {
          told = List.of(new Run.Told(Optional.empty(), new Event.Heartbeat()));
        }
        for (Run.Told one : told) {
          out.write(json.line(one));
        }
        out.flush();
      }
    } catch (IOException e) {
      // The client has gone; finally ends its run.
    } finally {
      run.stop();
    }
  }

  private void stop(Context context) throws BadRequest {
    RequestBody body = body(context);
    boolean stopped =
        sessions.stop(key(context, body), body.optionalText("cell").orElse(ChapterCells.SCRATCH));
    context.json(Map.of("stopped", stopped));
  }

  private void reset(Context context) throws BadRequest {
    sessions.reset(key(context, body(context)));
    context.json(Map.of("reset", true));
  }

  private void input(Context context) throws BadRequest {
    RequestBody body = body(context);
    boolean taken =
        sessions.input(
            key(context, body),
            body.optionalText("cell").orElse(ChapterCells.SCRATCH),
            body.optionalText("text").orElse(""),
            body.flag("eof"));
    if (!taken) {
      throw new BadRequest(409, "This cell is not running, so it cannot take input.");
    }
    context.json(Map.of("taken", true));
  }

  private void complete(Context context) throws BadRequest, IOException, InterruptedException {
    RequestBody body = body(context);
    SessionKey key = key(context, body);
    String text = body.text("source");
    Source source;
    if (key.chapter().equals(ChapterCells.SCRATCH)) {
      source = Source.of(ChapterCells.SCRATCH, text);
    } else {
      Chapter chapter = chapter(body);
      source = new ChapterCells(chapter, sessions.limits()).source(cell(chapter, body), text);
    }
    try {
      EngineReply.Completed completed =
          sessions.complete(key, address.of(context), source, body.number("cursor"));
      context.json(Map.of("from", completed.from(), "options", completed.options()));
    } catch (BusyException e) {
      throw BadRequest.of(e);
    }
  }

  private SessionKey key(Context context, RequestBody body) throws BadRequest {
    return new SessionKey(
        cookie.of(context), body.optionalText("chapter").orElse(ChapterCells.SCRATCH));
  }
}
