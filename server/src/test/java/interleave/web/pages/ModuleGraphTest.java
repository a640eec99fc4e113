package interleave.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ModuleGraphTest {
  @Test
  void staticImportsOfEveryFormAreFound() {
    String source =
        """
        import "./a.js";
        import def from './b.js';
        import * as all from "./c.js";
        import {one, two as zwei} from "./d.js";
        import def, {three} from "@scope/e";
        import {
          four,
          five,
        } from "./f.js";
        export * from "./g.js";
        export {six} from "./h.js";
        """;
    assertThat(ModuleGraph.imports(source))
        .containsExactly(
            "./a.js", "./b.js", "./c.js", "./d.js", "@scope/e", "./f.js", "./g.js", "./h.js");
  }

  @Test
  void dynamicImportsCommentsAndOtherExportsAreNot() {
    String source =
        """
        /** @param {import("./a.js").A} a */
        // import "./b.js";
        const c = await import("./c.js");
        export const from = "./d.js";
        export function imports() { return "./e.js"; }
        export {local};
        const text = "import './f.js'";
        """;
    assertThat(ModuleGraph.imports(source)).isEmpty();
  }

  @Test
  void importsAreFollowedOverNamesAndCircles() {
    var graph =
        new ModuleGraph(
            Map.of(
                "/js/main.js", "import './a/x.js';\nimport 'lib';",
                "/js/a/x.js", "import '../main.js';\nimport './y.js';",
                "/js/a/y.js", "",
                "/lib/index.js", "import './gone.js';",
                "/js/alone.js", ""),
            Map.of("lib", "/lib/index.js"));
    assertThat(graph.reachableFrom("/js/main.js"))
        .containsExactly("/js/main.js", "/js/a/x.js", "/lib/index.js", "/js/a/y.js");
    assertThat(graph.reachableFrom("/js/nothing.js")).isEmpty();
    assertThat(
            graph.deadImports("/lib/index.js", "import './gone.js';\nimport 'lib';\nimport 'x';"))
        .containsExactly("./gone.js", "x");
  }
}
