// @ts-check
// wire.mjs: bytes on a socket, as they are: HTTP that no library would send, and the web
// server's side of FastCGI.

import { connect } from "node:net";

/** @typedef {number | string} Where a port of this machine, or a unix socket's path */

/** That it is reset is an answer too. @param {Where} where */
function dial(where) {
  const socket = typeof where === "number" ? connect(where, "127.0.0.1") : connect({ path: where });
  /** @type {Buffer[]} */
  const parts = [];
  const closed = new Promise((resolve) => socket.on("close", resolve));
  socket.on("data", (part) => parts.push(part)).on("error", () => {});
  return { socket, parts, closed };
}

/** What comes back, to the end of the connection, for these bytes.
 * @param {Where} where @param {string | Buffer} bytes @param {boolean} [end] nothing more will come
 * @returns {Promise<Buffer>} */
export async function exchangeBytes(where, bytes, end = false) {
  const { socket, parts, closed } = dial(where);
  if (end) socket.end(bytes);
  else socket.write(bytes);
  await closed;
  return Buffer.concat(parts);
}

/**
 * @typedef {{status: number, head: string, headers: Record<string, string>, body: string}} Answer
 * @param {Buffer | string} bytes @returns {Answer}
 */
export function answerOf(bytes) {
  const [head, ...rest] = bytes.toString().split("\r\n\r\n");
  const lines = head.split("\r\n");
  return {
    status: Number(/^HTTP\/1\.[01] (\d+)/.exec(lines[0])?.[1] ?? 0),
    head,
    headers: Object.fromEntries(
      lines.slice(1).map((line) => [line.split(":")[0].toLowerCase(), line.slice(line.indexOf(":") + 1).trim()]),
    ),
    body: rest.join("\r\n\r\n"),
  };
}

/** An HTTP request as these bytes.  @param {number} port @param {string | Buffer} bytes */
export const ask = async (port, bytes) => answerOf(await exchangeBytes(port, bytes));

/** A head, and then a piece over and over, until something comes back or `most` bytes are out.
 * @param {number} port @param {string} head @param {Buffer} piece @param {number} most
 * @param {string} [last] behind them @returns {Promise<Answer & {sent: number}>} */
export async function pour(port, head, piece, most, last = "") {
  const { socket, parts, closed } = dial(port);
  let sent = 0;
  let wake = () => {};
  for (const event of ["data", "drain", "close"]) socket.on(event, () => wake());
  socket.write(head);
  while (sent < most && parts.length === 0 && !socket.destroyed) {
    sent += piece.length;
    const room = socket.write(piece);
    await new Promise((resolve) => {
      wake = () => resolve(undefined);
      if (room) setImmediate(wake);
    });
  }
  if (parts.length === 0 && last) socket.write(last);
  if (parts.length === 0) await new Promise((resolve) => (wake = () => resolve(undefined)));
  socket.end();
  await closed;
  return { ...answerOf(Buffer.concat(parts)), sent };
}

// --- FastCGI ------------------------------------------------------------------------------

export const BEGIN = 1, ABORT = 2, END = 3, PARAMS = 4, STDIN = 5, STDOUT = 6, GET_VALUES = 9;

/** @param {number} type @param {Buffer | string} content @param {number} [id] @param {number} [padding] */
export function record(type, content, id = 1, padding = 0) {
  const bytes = Buffer.from(content);
  const head = Buffer.from([1, type, id >> 8, id & 255, bytes.length >> 8, bytes.length & 255, padding, 0]);
  return Buffer.concat([head, bytes, Buffer.alloc(padding)]);
}

/** @param {Record<string, string>} values */
export function pairs(values) {
  const length = (/** @type {string} */ text) => {
    const n = Buffer.byteLength(text);
    return n < 128 ? Buffer.from([n]) : Buffer.from([(n >> 24) | 0x80, (n >> 16) & 255, (n >> 8) & 255, n & 255]);
  };
  return Buffer.concat(
    Object.entries(values).flatMap(([name, value]) => [length(name), length(value), Buffer.from(name), Buffer.from(value)]),
  );
}

/** A whole request.  @param {Record<string, string>} params @param {string} [body] @param {number} [id] */
export const requestOf = (params, body = "", id = 1) =>
  Buffer.concat([
    record(BEGIN, Buffer.from([0, 1, 0, 0, 0, 0, 0, 0]), id),
    record(PARAMS, pairs(params), id),
    record(PARAMS, "", id),
    ...(body ? [record(STDIN, body, id)] : []),
    record(STDIN, "", id),
  ]);

/** What the records in say on STDOUT; undefined: they are not whole records to the end of a
 * request.  @param {Buffer} bytes */
export function stdoutOf(bytes) {
  const parts = [];
  for (let at = 0, type = 0; ; at += 8 + bytes.readUInt16BE(at + 4) + bytes[at + 6]) {
    if (at === bytes.length) return type === END ? Buffer.concat(parts).toString() : undefined;
    if (at + 8 > bytes.length || bytes[at] !== 1) return undefined;
    type = bytes[at + 1];
    if (type === STDOUT) parts.push(bytes.subarray(at + 8, at + 8 + bytes.readUInt16BE(at + 4)));
  }
}
