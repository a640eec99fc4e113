/** Numbers as a reader would say them. */

const WHOLE = new Intl.NumberFormat("en", {maximumFractionDigits: 0});
const SHORT = new Intl.NumberFormat("en", {notation: "compact", maximumSignificantDigits: 3});
const SUPERSCRIPT = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/**
 * @param {number} count
 * @returns {string} such as `12,345,678`
 */
export function whole(count) {
  return WHOLE.format(count);
}

/**
 * A measured number with four digits that count: `0.1234`, `12.34`, `1,234`, `1.2 × 10⁻⁷`.
 *
 * @param {number} value
 * @returns {string}
 */
export function figure(value) {
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size >= 1e12 || size < 1e-4) return scientific(value, 2);
  return size >= 1000 ? WHOLE.format(value) : value.toPrecision(4);
}

/**
 * A number for an axis, without digits that do not count: `0.2`, `50`, `10K`.
 *
 * @param {number} value
 * @returns {string}
 */
export function tickLabel(value) {
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size >= 1e12 || size < 1e-3) return scientific(value, 0);
  return size >= 10_000 ? SHORT.format(value) : String(Number(value.toPrecision(6)));
}

/**
 * How often something was seen: `never`, `1 in 3,400`, `37 %`.
 *
 * @param {number} count
 * @param {number} tries
 * @returns {string}
 */
export function rate(count, tries) {
  if (count === 0 || tries === 0) return "";
  const share = count / tries;
  if (share < 0.01) return `1 in ${WHOLE.format(Number((1 / share).toPrecision(2)))}`;
  if (count < tries && share > 0.99) return "over 99 %";
  return `${Math.round(share * 100)} %`;
}

function scientific(value, digits) {
  const [mantissa, exponent] = value.toExponential(digits).split("e");
  const raised = String(Math.abs(Number(exponent))).replace(/\d/g, (digit) => SUPERSCRIPT[digit]);
  const power = `10${exponent.startsWith("-") ? "⁻" : ""}${raised}`;
  return mantissa === "1" ? power : `${mantissa} × ${power}`;
}
