// A weak phone: all processes of a browser together get a part of one core. A browser's own throttling does not slow its workers.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const PERIOD = 12_000; // µs, short against what is measured

/** A process and all that it has started, now. */
function tree(pid) {
  const parents = new Map();
  for (const name of readdirSync("/proc").filter((one) => /^\d+$/.test(one))) {
    try {
      parents.set(Number(name), Number(readFileSync(`/proc/${name}/stat`, "utf8").replace(/^.*\) /, "").split(" ")[1]));
    } catch { /* it has ended meanwhile */ }
  }
  const found = [pid];
  for (const one of found) for (const [child, parent] of parents) if (parent === one) found.push(child);
  return found;
}

/** A group of processes under a quota, which others do not shorten, where this system lets us make one: of cgroup version 2, or of version 1. */
function quota(pid, share) {
  const two = existsSync("/sys/fs/cgroup/cgroup.controllers");
  const group = join(two ? "/sys/fs/cgroup" : "/sys/fs/cgroup/cpu", `phieukin-${process.pid}`);
  try {
    mkdirSync(group);
    const most = Math.round(PERIOD * share);
    const files = two
      ? { "cpu.max": `${most} ${PERIOD}`, "cpu.weight": "10000" }
      : { "cpu.cfs_period_us": `${PERIOD}`, "cpu.cfs_quota_us": `${most}`, "cpu.shares": "262144" };
    for (const [name, value] of Object.entries(files)) writeFileSync(join(group, name), value);
    for (const one of tree(pid)) writeFileSync(join(group, "cgroup.procs"), `${one}`);
    return { how: `a quota of cgroup version ${two ? 2 : 1}`, group };
  } catch {
    return null;
  }
}

/** The same by stopping all processes most of the time. Those that run at once on several cores then get more than the share of one. */
function dutyCycle(pid, share) {
  let over = false;
  const signal = (name) => { for (const one of tree(pid)) try { process.kill(one, name); } catch { /* ended */ } };
  const cycle = async () => {
    while (!over) {
      signal("SIGSTOP");
      await sleep((PERIOD / 1000) * 5 * (1 - share));
      signal("SIGCONT");
      await sleep((PERIOD / 1000) * 5 * share);
    }
  };
  void cycle();
  return { how: "stopping and continuing its processes", stop() { over = true; } };
}

/** Slows a process and what it starts down to `share` of one core; says how, and can be undone. */
export function slow(pid, share) {
  const group = quota(pid, share);
  if (!group) return dutyCycle(pid, share);
  return {
    how: group.how,
    stop() {
      const all = join(group.group, "..", "cgroup.procs");
      for (const one of readFileSync(join(group.group, "cgroup.procs"), "utf8").split("\n").filter(Boolean)) try { writeFileSync(all, one); } catch { /* ended */ }
      rmdirSync(group.group);
    },
  };
}
