// @ts-check
// crew.mjs: those who work on the stage: analysts at their desks and scripts, a thread each.

import { Worker } from "node:worker_threads";
import { until } from "../support/stack.mjs";
import { Pulse } from "./pulse.mjs";
import { member } from "./scene.mjs";

/** @typedef {import("./ledger.mjs").Told & {tally: Record<string, number>, odd: string[]}} Report */

/** @typedef {{desks: number, scripts: number, marks?: number, most?: number}} Size
 *   marks: highlights that one keeps there at a time; most: deeds after which one rests */

export class Crew {
  /** @param {import("./scene.mjs").Scene} scene @param {Size} size @param {number} seed */
  static async hire(scene, size, seed) {
    const crew = new Crew();
    const kinds = [...Array(size.desks).fill("desk"), ...Array(size.scripts).fill("script")];
    for (const [n, kind] of kinds.entries()) {
      const visit = await member(scene, `${kind}-${n + 1}`);
      const { marks = 20, most = Infinity } = size;
      crew.visits.push([kind, { ...visit, byToken: kind === "script", seed: seed * 100 + n, marks, most, pulse: crew.pulse.shared }]);
    }
    for (const [kind, visit] of crew.visits) crew.start(kind, visit);
    return crew;
  }

  constructor() {
    this.pulse = new Pulse();
    /** @type {[string, any][]} */ this.visits = [];
    /** @type {Worker[]} */ this.threads = [];
    /** @type {Promise<Report>[]} */ this.reports = [];
  }

  /** @param {string} kind @param {any} visit */
  start(kind, visit) {
    const thread = new Worker(new URL(`${kind}.mjs`, import.meta.url), { workerData: visit });
    this.threads.push(thread);
    const report = new Promise((resolve, reject) => {
      thread.on("message", (told) => resolve({ ...told, member: visit.member }));
      thread.on("error", reject);
      thread.on("exit", () => reject(new Error(`${kind} ended without a word`)));
    });
    report.catch(() => {}); // it is waited for in the end
    this.reports.push(report);
  }

  /** Until somebody gets an answer again. */
  async heard() {
    const { last } = this.pulse;
    await until(() => this.pulse.last !== last, "an answer");
  }

  /** Lets them finish what they have begun. @returns {Promise<Report[]>} */
  stop() {
    for (const thread of this.threads) thread.postMessage("stop");
    return this.done();
  }

  /** Until each has done all that it was to do. @returns {Promise<Report[]>} */
  done() {
    return Promise.all(this.reports);
  }
}
