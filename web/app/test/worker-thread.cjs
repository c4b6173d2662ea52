// Runs a built worker in a thread that has what a browser worker has on plain http, and lacks what the oldest browsers lack.
const { parentPort, workerData } = require("node:worker_threads");
const { readFileSync } = require("node:fs");
const vm = require("node:vm");

const random = globalThis.crypto.getRandomValues.bind(globalThis.crypto);
const script = new vm.Script(readFileSync(workerData, "utf8"), { filename: workerData });
const port = parentPort;
// Node loads its own code on first use, and that code needs what is taken away below.
random(new Uint8Array(1));
void new Response(new ReadableStream().pipeThrough(new TransformStream())).body;
const self = globalThis;

self.self = self;
self.postMessage = (message) => port.postMessage(message);
Object.defineProperty(self, "crypto", { value: { getRandomValues: random } }); // no subtle, no randomUUID
for (const name of ["require", "process", "queueMicrotask", "structuredClone", "WeakRef", "FinalizationRegistry", "globalThis"]) delete self[name];
for (const name of ["hasOwn", "fromEntries", "groupBy"]) delete Object[name];
for (const name of ["flat", "flatMap", "at", "findLast", "findLastIndex", "toSorted", "toReversed", "with"]) delete Array.prototype[name];
for (const name of ["replaceAll", "matchAll", "at", "isWellFormed"]) delete String.prototype[name];
for (const name of ["at", "toReversed", "toHex", "findLast"]) delete Object.getPrototypeOf(Uint8Array.prototype)[name];
for (const name of ["setBigUint64", "getBigUint64", "setBigInt64", "getBigInt64"]) delete DataView.prototype[name];
for (const name of ["allSettled", "any", "withResolvers"]) delete Promise[name];
delete Uint8Array.fromHex;
delete Uint8Array.fromBase64;

script.runInThisContext();
port.on("message", (data) => self.onmessage({ data }));
