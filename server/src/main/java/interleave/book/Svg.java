package interleave.book;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.Text;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Checks a picture and writes it anew, so that nothing but the allowed reaches the page. */
final class Svg {
  private static final Set<String> FORBIDDEN_ELEMENTS =
      Set.of("script", "style", "foreignobject", "image", "iframe", "animate", "set");
  private static final Set<String> CLASSES =
      Set.copyOf(
          List.of(
              ("ink ink-soft line line-soft t1 t2 t3 t4 t1-line t2-line t3-line t4-line box warn"
                      + " warn-line good good-line mono")
                  .split(" ")));

  /** Attributes of the outermost element that the page itself writes. */
  private static final Set<String> OF_THE_PAGE = Set.of("role", "aria-label", "aria-labelledby");

  private static final double WIDEST = 720;
  private static final double SMALLEST_TEXT = 15;

  private final String file;
  private final String idPrefix;
  private final Consumer<String> complain;
  private final StringBuilder out = new StringBuilder();

  private Svg(String file, Consumer<String> complain) {
    this.file = file;
    this.idPrefix = "pic-" + file.substring(0, file.length() - ".svg".length()) + "-";
    this.complain = complain;
  }

  /**
   * Reads a picture.
   *
   * @param alt its full text alternative
   * @param complain takes a sentence for each thing that is wrong
   * @return the svg element for the page; to be dropped when anything was wrong
   */
  static String read(String file, String xml, String alt, Consumer<String> complain) {
    var svg = new Svg(file, complain);
    try {
      Element root = parse(xml);
      svg.checkRoot(root);
      svg.write(root, size(root) + " role=\"img\" aria-label=\"" + Html.escape(alt) + "\"");
    } catch (SAXException e) {
      svg.complain("is not well-formed XML: " + e.getMessage());
    }
    return svg.out.toString();
  }

  private static Element parse(String xml) throws SAXException {
    try {
      var factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new DefaultHandler()); // throws; the default one prints as well
      return builder.parse(new InputSource(new StringReader(xml))).getDocumentElement();
    } catch (ParserConfigurationException | IOException e) {
      throw new IllegalStateException("the JDK's XML parser does not work as documented", e);
    }
  }

  private void checkRoot(Element root) {
    if (!root.getTagName().equals("svg")) {
      complain("begins with <" + root.getTagName() + ">; begin with <svg viewBox=\"...\">");
    }
    String[] box = viewBox(root);
    if (box.length != 4) {
      complain("has no viewBox; add viewBox=\"0 0 720 300\"");
    } else if (number(box[2]) > WIDEST) {
      complain("is wider than %.0f; narrow its viewBox and the drawing".formatted(WIDEST));
    }
    for (String size : List.of("width", "height")) {
      if (root.hasAttribute(size)) {
        complain("has a " + size + "; drop it, the page sets the size");
      }
    }
  }

  /** The size of the drawing, at which the page shows it where there is room. */
  private static String size(Element root) {
    String[] box = viewBox(root);
    return box.length == 4
        ? " width=\"%s\" height=\"%s\"".formatted(Html.escape(box[2]), Html.escape(box[3]))
        : "";
  }

  private static String[] viewBox(Element root) {
    return root.getAttribute("viewBox").strip().split("[\\s,]+", -1);
  }

  private void write(Element element, String more) {
    String name = element.getTagName();
    if (FORBIDDEN_ELEMENTS.contains(name.toLowerCase(Locale.ROOT))) {
      complain("holds <" + name + ">; draw with plain shapes, text and the site's classes");
    }
    out.append('<').append(name);
    NamedNodeMap attributes = element.getAttributes();
    for (int i = 0; i < attributes.getLength(); i++) {
      Attr attribute = (Attr) attributes.item(i);
      if (!more.isEmpty() && OF_THE_PAGE.contains(attribute.getName())) {
        continue;
      }
      check(name, attribute);
      out.append(' ').append(attribute.getName());
      out.append("=\"").append(Html.escape(ownIds(attribute))).append('"');
    }
    out.append(more);
    if (!element.hasChildNodes()) {
      out.append("/>");
      return;
    }
    out.append('>');
    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element inner) {
        write(inner, "");
      } else if (child instanceof Text text) {
        out.append(Html.escape(text.getData()));
      }
    }
    out.append("</").append(name).append('>');
  }

  private void check(String element, Attr attribute) {
    String name = attribute.getName().toLowerCase(Locale.ROOT);
    String value = attribute.getValue().strip();
    if (name.startsWith("on") || name.equals("style")) {
      complain("has the attribute " + name + " on <" + element + ">; use the site's classes");
    } else if (name.endsWith("href") && !value.startsWith("#")) {
      complain("refers to \"" + value + "\"; refer to a place in the picture, like #arrow");
    } else if (value.contains("url(") && !value.startsWith("url(#")) {
      complain("refers to \"" + value + "\"; refer to a place in the picture, like url(#arrow)");
    } else if (name.equals("class")) {
      for (String word : value.split("\\s+", -1)) {
        if (!CLASSES.contains(word)) {
          complain("uses the class \"" + word + "\"; use those of the authoring guide");
        }
      }
    } else if (name.equals("font-size") && number(value) < SMALLEST_TEXT) {
      complain(
          "has text of size %s, too small on a phone; use at least %.0f"
              .formatted(value, SMALLEST_TEXT));
    }
  }

  /** Gives the picture's ids a prefix of its own, since several pictures share a page. */
  private String ownIds(Attr attribute) {
    String value = attribute.getValue();
    String name = attribute.getName();
    if (name.equals("id") || name.equals("aria-labelledby")) {
      return idPrefix + value;
    }
    if (name.endsWith("href")) {
      return value.replaceFirst("^\\s*#", "#" + idPrefix);
    }
    return value.replace("url(#", "url(#" + idPrefix);
  }

  /** A number, a unit after it ignored; what is none counts as 0. */
  private static double number(String text) {
    String digits = text.replaceAll("[^0-9.].*$", "");
    return digits.matches("\\d+(\\.\\d*)?|\\.\\d+") ? Double.parseDouble(digits) : 0;
  }

  private void complain(String what) {
    complain.accept("the picture img/" + file + " " + what);
  }
}
