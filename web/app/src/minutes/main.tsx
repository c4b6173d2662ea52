// The counting minutes of a published meeting on paper, /minutes#<uuid>: figures and results from the meeting's own files,
// lines for what people write by hand, and places to sign.

import { signal } from "@preact/signals-core";
import { mount } from "../ui/mount.ts";
import { fetchText } from "../wire/address.ts";
import type { MinutesData } from "./data.ts";
import { Minutes, None } from "./views.tsx";

const found = signal<MinutesData | null | undefined>(undefined);

const uuid = location.hash.slice(1);
if (/^[1-9A-HJ-NP-Za-km-z]+$/.test(uuid)) {
  fetchText(`/r/${uuid}/minutes.json`).then((text) => { found.value = JSON.parse(text) as MinutesData; }, () => { found.value = null; });
} else {
  found.value = null;
}

mount(() => (found.value ? <Minutes data={found.value} /> : <None looking={found.value === undefined} />));
