/** Folds many threads of one kind into groups, so that two hundred do not hide the other three. */

/** So many lanes can be read at once. */
const ALL = 24;

/** Fewer of a kind stay lanes of their own. */
const FEW = 4;

/**
 * Threads drawn as one row until the reader unfolds them.
 *
 * @typedef {object} Group
 * @property {string} key
 * @property {string} name such as `200 × worker`
 * @property {import("./model.js").Lane[]} lanes
 * @property {boolean} open
 */

/**
 * @param {import("./model.js").Lane[]} lanes in order of start
 * @returns {(import("./model.js").Lane|Group)[]} each group where its first thread started
 */
export function grouped(lanes) {
  if (lanes.length <= ALL) return lanes;
  const byStem = folded(lanes, (lane) => `${lane.kind} ${stem(lane.name)}`, FEW);
  if (byStem.length <= ALL) return byStem;
  // Many names without a family: the first stay, the others are one.
  const first = byStem.slice(0, ALL - 1);
  const others = byStem.slice(ALL - 1).flatMap((item) => item.lanes ?? [item]);
  return [...first, {key: "others", name: `${others.length} others`, lanes: others, open: false}];
}

function folded(lanes, keyOf, few) {
  const members = new Map();
  for (const lane of lanes) {
    const key = keyOf(lane);
    if (members.has(key)) members.get(key).push(lane);
    else members.set(key, [lane]);
  }
  const items = [];
  for (const lane of lanes) {
    const key = keyOf(lane);
    const group = members.get(key);
    if (!group) continue;
    if (group.length < few) {
      items.push(lane);
      continue;
    }
    items.push({key, name: `${group.length} × ${stem(lane.name)}`, lanes: group, open: false});
    members.delete(key);
  }
  return items;
}

/** `pool-1-thread` of `pool-1-thread-17`. */
function stem(name) {
  return name.replace(/[\s#:_.-]*\d+$/, "") || name;
}
