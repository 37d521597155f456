// @ts-check
// proxy.mjs: stands between the workers and PostgreSQL and breaks their connections, after
// so many bytes this way or that, or when a commit has been done and its answer is on the
// way.  TCP to the workers, so that what was sent may be lost; a unix socket to PostgreSQL.

import { EventEmitter, once } from "node:events";
import { connect, createServer } from "node:net";

/** @typedef {import("node:net").Socket} Socket */
/** up: what the workers say; down: what PostgreSQL says. @typedef {"up" | "down"} Way */
/** Passes bytes of one way on; false: the connection ends here.
 * @typedef {(way: Way, bytes: Buffer, pair: Pair) => boolean} Rule */

/** The end of a pipeline, after which the server commits, and of the answer to it. */
const SYNC = Buffer.from([0x53, 0, 0, 0, 4]);
const READY = Buffer.from([0x5a, 0, 0, 0, 5, 0x49]);

/** @param {Buffer} bytes @param {Buffer} end */
const endsWith = (bytes, end) => bytes.subarray(-end.length).equals(end);

/** @type {Rule} */
const passOn = (way, bytes, pair) => {
  const [from, to] = way === "up" ? [pair.worker, pair.server] : [pair.server, pair.worker];
  if (to.write(bytes)) return true;
  from.pause();
  to.once("drain", () => from.resume());
  return true;
};

/** So many bytes of one way, then none. @param {Way} that @param {number} most @returns {Rule} */
export function cutAfter(that, most) {
  let left = most;
  return (way, bytes, pair) => {
    if (way !== that) return passOn(way, bytes, pair);
    const part = bytes.subarray(0, left);
    left -= part.length;
    passOn(way, part, pair);
    return left > 0;
  };
}

/** The next answer is lost: PostgreSQL has given it, so what was asked for is done.
 * @param {string} [about] only the answer to a question that has this word in it @returns {Rule} */
export function loseAnswer(about = "") {
  let named = false, asked = false;
  return (way, bytes, pair) => {
    named ||= way === "up" && bytes.includes(about);
    asked ||= named && way === "up" && endsWith(bytes, SYNC);
    if (way === "up" || !asked) return passOn(way, bytes, pair);
    return !endsWith(bytes, READY);
  };
}

/** A worker's connection and ours to PostgreSQL for it. */
class Pair {
  /** @param {Proxy} proxy @param {Socket} worker */
  constructor(proxy, worker) {
    this.proxy = proxy;
    this.worker = worker;
    this.server = connect(proxy.path);
    this.known = false;
    /** @type {Rule} */ this.rule = proxy.newRule();
    this.listen("up", worker);
    this.listen("down", this.server);
  }

  /** @param {Way} way @param {Socket} from */
  listen(way, from) {
    from.on("data", (bytes) => this.take(way, bytes));
    for (const event of ["end", "error", "close"]) from.on(event, () => this.end());
  }

  /** PostgreSQL takes us for root, so nobody comes in through us but the workers, whom it
   * asks for a password.  @param {Way} way @param {Buffer} bytes */
  take(way, bytes) {
    if (way === "up") this.known ||= bytes.includes("user\0postil_web\0");
    if (!this.known) return this.end();
    if (this.rule(way, bytes, this)) return;
    this.cut();
    this.proxy.emit("broken");
  }

  /** What is still in our hands arrives. */
  end() {
    this.proxy.pairs.delete(this);
    this.worker.destroySoon();
    this.server.destroySoon();
  }

  /** To the worker either an end of file or a reset; PostgreSQL has all that we passed on. */
  cut() {
    this.proxy.pairs.delete(this);
    if (this.proxy.resets) this.worker.resetAndDestroy();
    else this.worker.destroySoon();
    this.server.destroySoon();
  }
}

/** Emits "broken" when a rule has ended a connection. */
export class Proxy extends EventEmitter {
  /** @param {string} path of PostgreSQL's socket */
  constructor(path) {
    super();
    this.path = path;
    this.port = 0;
    this.accepted = 0;
    this.resets = false;
    /** Takes connections and says nothing. */
    this.mute = false;
    /** @type {() => Rule} */ this.newRule = () => passOn;
    /** @type {Set<Socket>} */ this.waiting = new Set();
    /** @type {Set<Pair>} */ this.pairs = new Set();
    this.server = createServer((socket) => this.accept(socket));
  }

  /** @param {Socket} socket */
  accept(socket) {
    this.accepted++;
    socket.setNoDelay(true);
    if (!this.mute) return void this.pairs.add(new Pair(this, socket));
    this.waiting.add(socket);
    for (const event of ["error", "close"]) socket.on(event, () => this.waiting.delete(socket));
  }

  /** Lets workers come (again, on the same port). */
  async open() {
    this.server.listen(this.port, "127.0.0.1");
    await once(this.server, "listening");
    this.port = /** @type {import("node:net").AddressInfo} */ (this.server.address()).port;
  }

  /** Nobody can reach PostgreSQL any more. */
  close() {
    this.server.close();
    this.cutAll();
  }

  cutAll() {
    for (const pair of this.pairs) pair.cut();
  }

  /** A rule of its own for each connection, those to come too. @param {() => Rule} make */
  rule(make) {
    this.newRule = make;
    for (const pair of this.pairs) pair.rule = make();
  }

  /** All go on as usual. */
  pass() {
    this.rule(() => passOn);
  }

  /** Ends the muteness: who waited is hung up on. */
  speak() {
    this.mute = false;
    for (const socket of this.waiting) socket.destroy();
  }
}
