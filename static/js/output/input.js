/** The input line under the output of a run that reads System.in. */

import {h} from "../dom.js";

/**
 * @param {string} cell
 * @param {(input: {text?: string, eof?: boolean}) => void} send
 * @returns {HTMLElement}
 */
export function inputLine(cell, send) {
  const field = h("input", {
    type: "text",
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
    "aria-label": `Input for ${cell}`,
    "aria-description": "Enter sends the line, Control+D ends the input.",
    placeholder: "The program waits for a line…",
    onkeydown: (event) => {
      if (!event.ctrlKey || event.key.toLowerCase() !== "d") return;
      event.preventDefault();
      end();
    },
  });
  const form = h(
    "form",
    {
      class: "input-line",
      onsubmit: (event) => {
        event.preventDefault();
        send({text: field.value + "\n"});
        field.value = "";
        field.focus();
      },
    },
    h("span", {class: "prompt", "aria-hidden": "true"}, "›"),
    field,
    h("button", {type: "submit", class: "button small"}, "Send"),
    h("button", {type: "button", class: "button small quiet", onclick: () => end()}, "End input"),
  );
  function end() {
    // What stands in the line belongs to the input, as it would in a terminal.
    send({text: field.value, eof: true});
    form.remove();
  }
  return form;
}
