package interleave.explore.weave;

import interleave.explore.schedule.Access;
import interleave.explore.schedule.Site;
import java.util.ArrayList;
import java.util.List;

/** Numbers the watched instructions as they are met. */
final class SiteList {
  private final List<Site> sites = new ArrayList<>();
  private int loops;

  SiteList() {
    add("", 0, "", "", -1, Access.ORDER); // what has no place in the source
  }

  int add(String source, int line, String owner, String name, int field, Access access) {
    sites.add(new Site(sites.size(), source, line, owner, name, field, access));
    return sites.size() - 1;
  }

  int loop() {
    return loops++;
  }

  List<Site> sites() {
    return sites;
  }
}
