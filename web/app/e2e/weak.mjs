// A weak network between the browsers and the server: everything crosses one link, slowly and late, and some connections are cut.
import { connect, createServer } from "node:net";

const RATE = 400_000 / 8; // bytes a second, each way, for all together
const DELAY = 200; // ms each way: 400 there and back
const CUT = 0.05; // of the connections
const LONGEST = 20_000; // ms after its beginning, by which a connection to be cut is cut

/** The same "random" numbers from 0 up to 1 for the same seed (mulberry32). */
function seeded(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One direction of the link: pieces leave one after the other at its rate, and arrive after the delay. */
function lane() {
  let free = 0;
  return (from, to) => {
    from.on("data", (piece) => {
      const leaves = Math.max(free, Date.now()) + (piece.length * 1000) / RATE;
      free = leaves;
      from.pause();
      setTimeout(() => { from.resume(); }, leaves - Date.now());
      setTimeout(() => { if (to.writable) to.write(piece); }, leaves + DELAY - Date.now());
    });
    from.on("end", () => { setTimeout(() => { to.end(); }, Math.max(free - Date.now(), 0) + DELAY); });
    from.on("error", () => { to.destroy(); });
    from.on("close", () => { setTimeout(() => { to.destroy(); }, Math.max(free - Date.now(), 0) + DELAY); });
  };
}

/** Listens on a free port for what is meant for `port`; gives its own port, how many connections there were and were cut, and an end. */
export function weakNetwork(port, seed = 1) {
  const random = seeded(seed);
  const [up, down] = [lane(), lane()];
  const open = new Set();
  const network = { port: 0, connections: 0, cut: 0 };
  const server = createServer((near) => {
    const far = connect(port, "127.0.0.1");
    network.connections++;
    for (const one of [near, far]) {
      open.add(one);
      one.on("close", () => open.delete(one));
    }
    up(near, far);
    down(far, near);
    if (random() >= CUT) return;
    const cut = setTimeout(() => {
      network.cut++;
      near.resetAndDestroy();
      far.destroy();
    }, random() * LONGEST);
    near.on("close", () => { clearTimeout(cut); });
  });
  network.close = () => {
    server.close();
    for (const one of open) one.destroy();
  };
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      network.port = server.address().port;
      resolve(network);
    });
  });
}
