// What a page keeps between reloads. Storage can be full, forbidden or cleared at any moment, so
// nothing here throws: a page works from memory and is only worse at surviving a reload.

/** Before every name in storage. */
export const PREFIX = "phieukin:";

let keeps = true;

/** From here on this page neither finds nor leaves anything in the browser. */
export function keepNothing(): void {
  keeps = false;
}

// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the caller knows what it saved
export function load<T>(name: string, from: Storage | null = local()): T | null {
  try {
    const text = from ? from.getItem(PREFIX + name) : null;
    return text === null ? null : (JSON.parse(text) as T);
  } catch {
    return null;
  }
}

/** Saves, or erases when the value is null; false when the browser would not keep it. */
export function save(name: string, value: unknown, to: Storage | null = local()): boolean {
  try {
    if (!to) return false;
    if (value === null) to.removeItem(PREFIX + name);
    else to.setItem(PREFIX + name, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

function local(): Storage | null {
  try {
    return keeps ? window.localStorage : null;
  } catch {
    return null;
  }
}

/** Storage that ends with the tab. */
export function tab(): Storage | null {
  try {
    return keeps ? window.sessionStorage : null;
  } catch {
    return null;
  }
}
