package interleave.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Events as the server tells them, written down for tests of what the page makes of them. They
 * speak of the cell {@link ServedBook#CELL}.
 */
final class ToldEvents {
  static final String FINISHED =
      """
      {"type":"finished","outcome":"completed","wallNanos":124000000,"cpuNanos":0,"cores":2}
      """;

  /** One thread that waits, one that is blocked, and one of everything else that is drawn. */
  static final String TIMELINE =
      """
      {"type":"output","stream":"out","thread":"A","threadId":31,"text":"from A\\n","nanos":20000000}
      {"type":"timeline","nanos":100000000,"lanes":[\
      {"thread":"main","threadId":1,"kind":"platform","fromNanos":0,"toNanos":100000000,"ended":false,"spans":[\
      {"state":"waiting","fromNanos":10000000,"toNanos":90000000,"on":"Thread A","cell":"kitchen","line":7}]},\
      {"thread":"A","threadId":31,"kind":"platform","fromNanos":5000000,"toNanos":90000000,"ended":true,"spans":[\
      {"state":"blocked","fromNanos":30000000,"toNanos":60000000,"on":"Object@1","heldBy":"main","cell":"kitchen","line":3}]}],\
      "arrows":[{"deed":"start","fromThread":1,"fromNanos":5000000,"toThread":31,"toNanos":5100000}],\
      "locks":[{"lock":"Object@1","holdings":[{"thread":"main","threadId":1,"fromNanos":1000000,"toNanos":60000000,"cell":"kitchen","line":2}]}],\
      "pauses":[{"fromNanos":40000000,"toNanos":42000000,"what":"garbage collection"}],\
      "cores":[{"fromNanos":0,"toNanos":100000000,"percent":80}],\
      "notes":["Recording made this run 7 % slower."]}
      """;

  /** Two threads that meet in the first hundredth of the run, and then only wait. */
  static final String HANGING =
      """
      {"type":"deadlock","cycle":[\
      {"thread":"A","threadId":31,"holds":"left","heldSince":3,"waitsFor":"right","heldBy":"B","cell":"kitchen","line":5},\
      {"thread":"B","threadId":32,"holds":"right","heldSince":9,"waitsFor":"left","heldBy":"A","cell":"kitchen","line":11}]}
      {"type":"timeline","nanos":500000000,"lanes":[\
      {"thread":"A","threadId":31,"kind":"platform","fromNanos":0,"toNanos":500000000,"ended":false,"spans":[\
      {"state":"blocked","fromNanos":6000000,"toNanos":500000000,"on":"Object@2","heldBy":"B","cell":"helpers","line":5}]},\
      {"thread":"thread 32","threadId":32,"kind":"virtual","fromNanos":1000000,"toNanos":500000000,"ended":false,"spans":[\
      {"state":"blocked","fromNanos":5000000,"toNanos":500000000,"on":"Object@1","heldBy":"A","cell":"kitchen","line":11}]}],\
      "arrows":[],"locks":[{"lock":"Object@2","holdings":[{"thread":"thread 32","threadId":32,"fromNanos":1000000,"toNanos":500000000,"line":9}]}],\
      "pauses":[],"cores":[],"notes":[]}
      """;

  static final String NOTHING_RECORDED =
      """
      {"type":"timeline","nanos":0,"lanes":[],"arrows":[],"locks":[],"pauses":[],"cores":[],\
      "notes":["The recording was lost."]}
      """;

  static final String DEADLOCK =
      """
      {"type":"deadlock","cycle":[\
      {"thread":"ann","threadId":31,"holds":"left","heldSince":3,"waitsFor":"right","heldBy":"bob","cell":"kitchen","line":5},\
      {"thread":"bob","threadId":32,"holds":"right","heldSince":9,"waitsFor":"left","heldBy":"ann","cell":"kitchen","line":11}]}
      {"type":"finished","outcome":"deadlock","wallNanos":1020000000,"cpuNanos":0,"cores":2}
      """;

  static final String STUCK =
      """
      {"type":"stuck","reading":"main waits for a latch that nobody counts down.","threads":[\
      {"thread":"main","threadId":1,"state":"parked","on":"CountDownLatch@1","cell":"kitchen","line":9,"method":"CountDownLatch.await","sinceNanos":9990000000}]}
      {"type":"finished","outcome":"timeout","wallNanos":10000000000,"cpuNanos":0,"cores":2}
      """;

  static final String PROCESSES =
      """
      {"type":"process-started","pid":4711,"parent":2,"command":"sh -c ls","nanos":4000000}
      {"type":"process-started","pid":4712,"parent":4711,"command":"ls <b>","nanos":9000000}
      {"type":"process-ended","pid":4712,"exit":3,"aliveNanos":1004000000,"nanos":1013000000}
      {"type":"output","stream":"out","thread":"","threadId":0,"text":"listed\\n","nanos":1000000000}
      """;

  private ToldEvents() {}

  /** The first line of some events: the first of them alone. */
  static String first(String events) {
    return events.lines().findFirst().orElseThrow() + "\n";
  }

  /** The timeline of a run with so many virtual threads that sleep. */
  static String manyThreads(int count) {
    StringBuilder lanes =
        new StringBuilder(
            "{\"thread\":\"main\",\"threadId\":1,\"kind\":\"platform\",\"fromNanos\":0,"
                + "\"toNanos\":9000000,\"ended\":false,\"spans\":[]}");
    for (int i = 0; i < count; i++) {
      lanes.append(
          (",{\"thread\":\"worker-%d\",\"threadId\":%d,\"kind\":\"virtual\",\"fromNanos\":%d,"
                  + "\"toNanos\":9000000,\"ended\":true,\"spans\":[{\"state\":\"sleeping\","
                  + "\"fromNanos\":%d,\"toNanos\":8000000,\"line\":2}]}")
              .formatted(i, 100 + i, i * 1000, i * 1000 + 500));
    }
    return "{\"type\":\"timeline\",\"nanos\":9000000,\"lanes\":["
        + lanes
        + "],\"arrows\":[],\"locks\":[],\"pauses\":[],\"cores\":[],\"notes\":[]}\n";
  }

  /** What a laboratory told, by the name of its file beside this class. */
  static String ofLaboratory(String name) {
    try (InputStream in = ToldEvents.class.getResourceAsStream(name + ".ndjson")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
