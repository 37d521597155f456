// @ts-check
// db.js: IndexedDB with promises: as much of it as the desk needs.

const name = "postil";
const version = 1;
export const shelf = "kept";

/** @returns {Promise<IDBDatabase>} rejects where the browser gives none */
export function openDb() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, version);
    request.onupgradeneeded = () => void request.result.createObjectStore(shelf);
    request.onsuccess = () => resolve(yielding(request.result));
    request.onerror = request.onblocked = () => reject(request.error);
  });
}

/** A later program's page may want another version: it need not wait for this one. @param {IDBDatabase} db */
function yielding(db) {
  db.onversionchange = () => db.close();
  return db;
}

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
const answer = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

/** What lies below the keys that begin so. @param {IDBDatabase} db @param {IDBValidKey[]} begin @returns {Promise<any[]>} */
export const below = async (db, begin) =>
  answer(db.transaction(shelf).objectStore(shelf).getAll(IDBKeyRange.bound(begin, [...begin, []])));

/**
 * Puts in one place what `act` makes of what is there; undefined: nothing shall be there.
 * Resolves when the browser has it for good: a power cut then takes nothing away.
 * @param {IDBDatabase} db @param {IDBValidKey} key @param {(was: any) => any} act
 * @returns {Promise<void>}
 */
export const change = (db, key, act) => new Promise((resolve, reject) => {
  const tx = db.transaction(shelf, "readwrite", { durability: "strict" });
  const store = tx.objectStore(shelf);
  const read = store.get(key);
  read.onsuccess = () => {
    const value = act(read.result);
    if (value === undefined) store.delete(key);
    else store.put(value, key);
  };
  tx.oncomplete = () => resolve();
  tx.onabort = () => reject(tx.error);
});
