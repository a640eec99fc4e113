package interleave.run;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Where a reader's requests come from, as far as whoever has it cannot change it at will.
 *
 * @param network an IPv4 address, or the first 64 bits of an IPv6 address, which is what one
 *     customer or one machine gets
 */
public record ReaderAddress(String network) {

  /** The network of an address. */
  public static ReaderAddress of(InetAddress address) {
    return new ReaderAddress(
        address instanceof Inet6Address
            ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), 8))
            : address.getHostAddress());
  }

  /** Keeps readers' addresses out of logs. */
  @Override
  public String toString() {
    return "a reader's address";
  }
}
