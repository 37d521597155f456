// @ts-check
// disk.mjs: a small disk of its own for the cluster, which can be filled to the last byte.

import { execFile } from "node:child_process";
import { statfsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { promisify } from "node:util";

const run = promisify(execFile);
const SIZE = "512m";

export class SmallDisk {
  /** @param {string} place the cluster's folder */
  constructor(place) {
    this.place = place;
    this.filler = `${place}/filler`;
  }

  /** Puts the cluster on it while PostgreSQL is gone.  Why it cannot be done, or "". */
  async mount() {
    const aside = `${this.place}.aside`;
    try {
      await run("mv", [this.place, aside]);
      await run("mkdir", [this.place]);
      await run("mount", ["-t", "tmpfs", "-o", `size=${SIZE},mode=700`, "postil", this.place]);
    } catch (error) {
      await run("rmdir", [this.place]);
      await run("mv", [aside, this.place]);
      return /** @type {Error} */ (error).message.trim().split("\n").at(-1) ?? "mount failed";
    }
    await run("cp", ["-a", `${aside}/.`, this.place]);
    await run("rm", ["-rf", aside]);
    return "";
  }

  /** All that is free, and then what is left: dd ends when nothing fits any more, which it
   * calls a failure. */
  async fill() {
    const { bavail, bsize } = statfsSync(this.place);
    await run("fallocate", ["-l", String(bavail * bsize), this.filler]).catch(() => {});
    await run("dd", ["if=/dev/zero", `of=${this.filler}`, "bs=16k", "oflag=append", "conv=notrunc"]).catch(() => {});
  }

  free() {
    return rm(this.filler, { force: true });
  }

  async unmount() {
    await run("umount", [this.place]);
  }
}
