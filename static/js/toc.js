/** Marks, in the list of the page's sections, the one being read. */

/** Starts marking. */
export function startToc() {
  const links = new Map();
  for (const link of document.querySelectorAll(".toc a[href^='#']")) {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (heading) links.set(heading, link);
  }
  if (links.size === 0) return;
  const headings = [...links.keys()];

  function mark() {
    const line = innerHeight * 0.3;
    const atEnd = scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
    const passed = headings.filter((heading) => heading.getBoundingClientRect().top <= line);
    const current = atEnd ? headings.at(-1) : passed.at(-1);
    for (const [heading, link] of links) {
      if (heading === current) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    }
  }

  let frame = 0;
  const soon = () => {
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      mark();
    });
  };
  addEventListener("scroll", soon, {passive: true});
  addEventListener("resize", soon, {passive: true});
  mark();
}
