/** Lets the reader take a schedule again, or give it to others as a link. */

import {copy} from "../clipboard.js";
import {h} from "../dom.js";
import {tool} from "./heading.js";
import {linkOf} from "./link.js";

/**
 * @param {import("../output/output.js").Host} host
 * @param {string} replay empty where the schedule cannot be taken again
 * @returns {{buttons: HTMLElement[], element: HTMLElement}} `element` shows the link once it is asked for
 */
export function shareBox(host, replay) {
  const element = h("div", {class: "lab-share", hidden: true});
  if (replay === "") return {buttons: [], element};
  const again = tool("Replay", `the schedule of ${host.id}`, "Run this very schedule again", () => host.replay(replay));
  const share = tool("Share this schedule", `of ${host.id}`, "Make a link that brings this schedule", () => show());
  async function show() {
    const link = linkOf(host.id, replay);
    const field = h("input", {type: "text", readonly: true, value: link, "aria-label": `Link to this schedule of ${host.id}`, onfocus: () => field.select()});
    const said = h("p", {role: "status"});
    element.replaceChildren(field, said);
    element.hidden = false;
    const copied = (await copy(link)) ? "The link is copied." : "Copy the link from here.";
    const edit = host.edited()
      ? " Your edit is not part of it: whoever opens it sees the author's text, in which this schedule may lead elsewhere."
      : " It brings the schedule and the author's text of this cell.";
    said.textContent = copied + edit;
  }
  return {buttons: [again, share], element};
}
