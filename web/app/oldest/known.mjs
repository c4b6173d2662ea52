// The oldest browsers that the pages are written for, on plain http, and what they know by MDN's data: what either of them
// lacks, or has in secure contexts only, is too new.
import data from "@mdn/browser-compat-data" with { type: "json" };

const oldest = { chrome: 67, safari: 14.1 };

/** Whether both know a feature, whole and under its own name. What the data does not speak of is taken as known. */
export function known(feature) {
  if (feature?.secure_context_required) return false;
  const support = feature?.__compat?.support;
  return !support || Object.entries(oldest).every(([browser, version]) => [support[browser]].flat().some((since) => since && has(since, version)));
}

function has({ version_added: added, version_removed: removed, prefix, alternative_name: other, flags }, version) {
  if (prefix || other || flags || !added || added === "preview") return false;
  return parseFloat(String(added).replace("≤", "")) <= version && !(parseFloat(removed) <= version);
}

const objects = { ...data.api, ...data.javascript.builtins };

/** Names of globals that are too new. */
export const newGlobals = [
  ...Object.keys(objects).filter((name) => !known(objects[name])),
  ...newMembers("Window").map(([, name]) => name),
];

/** What is too new of an object: [whose, name] with `whose` "own" for what is static, "prototype" for what instances have, or "" where the data does not tell. */
export function newMembers(object) {
  const builtin = object in data.javascript.builtins;
  return Object.entries(objects[object] ?? {})
    .filter(([name, feature]) => !/^__|_event$/.test(name) && !known(feature))
    .map(([name]) => [builtin ? "" : name.endsWith("_static") ? "own" : "prototype", name.replace(/_static$/, "")]);
}

/** All that is too new, of the objects that are not: [object, whose, name]. */
export const newEverywhere = Object.keys(objects).filter((name) => known(objects[name]))
  .flatMap((object) => newMembers(object).map(([whose, name]) => [object, whose, name]));

export const { css } = data;
