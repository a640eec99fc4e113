package interleave.isolation;

import static interleave.isolation.Doctor.Wall.BUBBLEWRAP;
import static interleave.isolation.Doctor.Wall.LANDLOCK;
import static interleave.isolation.Doctor.Wall.NONE;
import static java.util.Locale.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import interleave.isolation.Doctor.Wall;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Attacks through sockets. Nothing but loopback is addressed, except in a network namespace that
 * was seen to have no other interface.
 */
@EnabledOnOs(OS.LINUX)
class SocketAttacksTest {

  @RegisterExtension static final AttackSuite SUITE = new AttackSuite("sockets and network");

  private static final String NETWORK = "network namespace";
  private static final String REFUSED = "ConnectException: Connection refused";
  private static final String FORBIDDEN = "\\w+Exception: Permission denied";

  /** A Unix socket and an address, which is abstract if it begins with @. */
  private static final String ADDRESS =
      """
      String name = "%s";
      long socket = call(SOCKET, 1, 1, 0);
      if (socket < 0) {
        say("forbidden");
        return;
      }
      byte[] bytes = name.replace('@', '\\0').getBytes();
      var address = Arena.global().allocate(110);
      address.set(ValueLayout.JAVA_SHORT, 0, (short) 1);
      MemorySegment.copy(bytes, 0, address, ValueLayout.JAVA_BYTE, 2, bytes.length);
      int size = 2 + bytes.length;
      """;

  private static ServerSocket ours;
  private static ServerSocketChannel unixSocket;
  private static DatagramSocket oursToo;

  @BeforeAll
  static void listen() throws IOException {
    ours = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    oursToo = new DatagramSocket(0, InetAddress.getLoopbackAddress());
  }

  @AfterAll
  static void close() throws IOException {
    ours.close();
    oursToo.close();
    unixSocket.close();
  }

  private static Attack connecting(String name, String host, int port) {
    return Attack.of(
            name,
            "say(result(() -> new Socket(args[0], Integer.parseInt(args[1])).isConnected()));")
        .given(host, port)
        .stopped(BUBBLEWRAP, NETWORK, "ConnectException: .*")
        .stopped(LANDLOCK, "seccomp", FORBIDDEN);
  }

  @TestFactory
  Stream<DynamicTest> theHostsLoopback() throws IOException {
    return SUITE.tests(
        List.of(
            connecting("the host's loopback by TCP", "127.0.0.1", ours.getLocalPort())
                .stopped(BUBBLEWRAP, NETWORK, REFUSED)
                .without(BUBBLEWRAP, NETWORK, Without.argument("--unshare-net"), "true"),
            connecting("the host's loopback by 0.0.0.0", "0.0.0.0", ours.getLocalPort()),
            connecting("the host's loopback by IPv6", "::ffff:127.0.0.1", ours.getLocalPort()),
            Attack.of(
                    "the host's loopback by UDP",
                    """
                    say(result(() -> {
                      try (var socket = new DatagramSocket()) {
                        socket.connect(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0])));
                        socket.send(new DatagramPacket(new byte[1], 1));
                        socket.setSoTimeout(300);
                        socket.receive(new DatagramPacket(new byte[1], 1));
                        return "answered";
                      }
                    }));
                    """)
                .given(oursToo.getLocalPort())
                .stopped(BUBBLEWRAP, NETWORK, "PortUnreachableException.*")
                .stopped(LANDLOCK, "seccomp", FORBIDDEN)
                .without(
                    BUBBLEWRAP,
                    NETWORK,
                    Without.argument("--unshare-net"),
                    "SocketTimeoutException.*"),
            Attack.of(
                    "listening where the host's programs could be waited for",
                    "say(result(() -> new ServerSocket(0).isBound()));")
                .stopped(BUBBLEWRAP, "network namespace: nobody else is there", "true")
                .stopped(LANDLOCK, "seccomp", FORBIDDEN)));
  }

  /** The text itself looks whether it is alone, before it addresses anything. */
  @TestFactory
  Stream<DynamicTest> otherMachines() throws IOException {
    String alone =
        """
        var names = NetworkInterface.networkInterfaces().map(NetworkInterface::getName).toList();
        if (!names.equals(List.of("lo"))) {
          say("not alone: " + names);
          return;
        }
        """;
    return SUITE.tests(
        List.of(
            Attack.of(
                    "other machines by TCP: the metadata service, private networks, the Internet",
                    alone
                        + """
                        for (String host : List.of("169.254.169.254", "10.0.0.1", "172.17.0.1",
                            "192.168.0.1", "192.0.2.1", "fd00:ec2::254", "2001:db8::1"))
                          say(result(() -> {
                            try (var socket = new Socket()) {
                              socket.connect(new InetSocketAddress(host, 80), 2000);
                              return "connected to " + host;
                            }
                          }).replaceAll(".*nreachable.*", "unreachable"));
                        """)
                .stopped(BUBBLEWRAP, NETWORK, "unreachable(; unreachable){6}"),
            Attack.of(
                    "other machines by UDP: DNS and multicast",
                    alone
                        + """
                        for (String host : List.of("192.0.2.53", "224.0.0.251", "255.255.255.255"))
                          say(result(() -> {
                            try (var socket = new DatagramSocket()) {
                              socket.setBroadcast(true);
                              socket.send(new DatagramPacket(
                                  new byte[1], 1, new InetSocketAddress(host, 53)));
                              return "sent to " + host;
                            }
                          }).replaceAll(".*nreachable.*", "unreachable"));
                        """)
                .stopped(BUBBLEWRAP, NETWORK, "unreachable(; unreachable){2}"),
            Attack.of(
                    "names of other machines",
                    alone + "say(result(() -> InetAddress.getByName(\"example.com\")));")
                .stopped(BUBBLEWRAP, "files only in nsswitch.conf", "UnknownHostException.*")));
  }

  @TestFactory
  Stream<DynamicTest> otherFamilies() throws IOException {
    return SUITE.tests(
        List.of(
            Attack.of("netlink sockets, to set up the network", "ask(SOCKET, 16, 3, 0);")
                .stopped(BUBBLEWRAP, "seccomp", "EAFNOSUPPORT")
                .stopped(LANDLOCK, "seccomp", "EACCES")
                .without(BUBBLEWRAP, "seccomp", Without::seccomp, "done"),
            Attack.of(
                    "every other family: packet, alg, vsock, Bluetooth, xdp, ...",
                    """
                    for (long family = 0; family < 64; family++)
                      for (long type : new long[] {1, 2, 3, 5})
                        if (!List.of(1L, 2L, 10L).contains(family)
                            && call(SOCKET, family, type, 0) >= 0) say("family " + family);
                    """)
                .stopped("seccomp", ""),
            Attack.of(
                    "raw sockets and pings",
                    "ask(SOCKET, 2, 3, 255); ask(SOCKET, 10, 3, 58); ask(SOCKET, 2, 2, 1);")
                .stopped(BUBBLEWRAP, "no capabilities", "EPERM; EPERM; EACCES")
                .stopped(LANDLOCK, "seccomp", "EACCES; EACCES; EACCES")));
  }

  /** Another box, with no wall, listens; the attacker has its address. */
  @TestFactory
  Stream<DynamicTest> otherBoxes() throws IOException {
    String unix = ADDRESS.formatted("\" + args[0] + \"") + "ask(CONNECT, socket, address, size);";
    String abstractName = "@interleave-attacked-" + ProcessHandle.current().pid();
    Path path = SUITE.directory().resolve("socket");
    unixSocket = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    unixSocket.bind(UnixDomainSocketAddress.of(path));
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
    BoxedProcess listener =
        SUITE
            .trials(NONE)
            .start(
                ADDRESS.formatted(abstractName)
                    + "ask(BIND, socket, address, size);"
                    + "ask(LISTEN, socket, 100); Thread.sleep(1_000_000);");
    assertThat(Trials.readLine(listener.raw())).isEqualTo("done");
    assertThat(Trials.readLine(listener.raw())).isEqualTo("done");
    return Stream.concat(
        SUITE.tests(
            List.of(
                Attack.of("an abstract Unix socket of the host", unix)
                    .given(abstractName)
                    .stopped(BUBBLEWRAP, NETWORK, "ECONNREFUSED")
                    .worksUnless(
                        LANDLOCK,
                        "Landlock of Linux 6.12",
                        "EPERM|forbidden",
                        "Unix domain sockets",
                        "done")
                    .without(BUBBLEWRAP, NETWORK, Without.argument("--unshare-net"), "done"),
                Attack.of("a Unix socket of the host that all may use, by its path", unix)
                    .given(path)
                    .stopped(BUBBLEWRAP, "mount namespace: not there", "ENOENT")
                    .worksUnless(LANDLOCK, "seccomp", "forbidden", "Unix domain sockets", "done")
                    .worksWithNoWall("done"))),
        Stream.of(
            loopbackOfAnother(BUBBLEWRAP, NETWORK, REFUSED),
            loopbackOfAnother(LANDLOCK, "seccomp", FORBIDDEN),
            loopbackOfAnother(NONE, "nothing: there is no wall", "true")));
  }

  private static DynamicTest loopbackOfAnother(Wall wall, String layer, String seen) {
    return DynamicTest.dynamicTest(
        wall.name().toLowerCase(ROOT) + ": the loopback of another box",
        () -> {
          // Where sockets are forbidden, the other box has none to be found.
          Wall others = wall == LANDLOCK ? NONE : wall;
          try (BoxedProcess other =
              SUITE
                  .trials(others)
                  .start(
                      """
                      var listener = new ServerSocket(0, 9, InetAddress.getLoopbackAddress());
                      say(listener.getLocalPort());
                      listener.accept();
                      """)) {
            String port = Trials.readLine(other.raw());
            try (BoxedProcess attacker =
                SUITE
                    .trials(wall)
                    .start(
                        "say(result(() -> new Socket(\"127.0.0.1\", %s).isConnected()));"
                            .formatted(port))) {
              SUITE.judge(
                  "the loopback of another box", wall, layer, seen, AttackSuite.seen(attacker));
            }
            assertThat(port).matches("\\d+");
          }
        });
  }
}
