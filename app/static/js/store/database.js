/** The only file that opens IndexedDB: strict writes, one reopening when the system took the connection away. */

/** The phone's first store, which a single officer has for himself, and the one beside it in which people practise. */
export const REAL = "tannha";
export const PRACTICE = "tannha-practice";
let name = REAL;
/** A store that another window threw away while this one was in it: it is not made anew. */
let dropped = "";
const VERSION = 2;

/** @type {Promise<IDBDatabase> | null} */
let connection = null;

/** @returns {Promise<IDBDatabase>} */
const open = () => {
  if (dropped === name) return Promise.reject(new DOMException("dropped", "AbortError"));
  connection ??= connect(name).then(
    (database) => {
      database.onclose = forget;
      database.onversionchange = ({ newVersion }) => {
        if (newVersion === null) dropped = database.name;
        database.close();
        forget();
      };
      return database;
    },
    (error) => {
      forget();
      throw error;
    },
  );
  return connection;
};

/** @param {string} which @param {boolean} [any] whatever version the store is of @returns {Promise<IDBDatabase>} */
const connect = (which, any = false) =>
  new Promise((done, failed) => {
    const request = any ? indexedDB.open(which) : indexedDB.open(which, VERSION);
    request.onupgradeneeded = (event) => upgrade(request.result, event.oldVersion);
    request.onsuccess = () => done(request.result);
    request.onerror = () => {
      // a newer version of the app was here and left more than this one knows: versions only add, so what is known is there
      if (request.error?.name === "VersionError" && !any) connect(which, true).then(done, failed);
      else failed(request.error);
    };
  });

/** Only ever adds: what an older version kept stays as it is. @param {IDBDatabase} database @param {number} from */
const upgrade = (database, from) => {
  if (from < 1) {
    for (const name of ["keys", "meta"]) database.createObjectStore(name);
    for (const name of ["drafts", "outbox", "cases"]) database.createObjectStore(name, { keyPath: "id" });
    database.createObjectStore("parts", { keyPath: "sha256" }).createIndex("record", "record");
  }
  if (from < 2) database.createObjectStore("visits", { keyPath: "id" });
};

const forget = () => {
  connection = null;
};

/** From now on every read and write is of that store. @param {string} other */
export const useStore = (other) => {
  if (other === name) return;
  connection?.then((database) => database.close()).catch(() => {});
  forget();
  dropped = "";
  name = other;
};

export const inPractice = () => name === PRACTICE;

/** The store in use. */
export const storeInUse = () => name;

/**
 * One transaction in any store, without changing to it.
 * @template T @param {string} which @param {string[]} stores @param {IDBTransactionMode} mode @param {(store: (name: string) => IDBObjectStore) => Promise<T>} work @returns {Promise<T>}
 */
export const within = async (which, stores, mode, work) => {
  if (which === name) return run(stores, mode, work);
  const database = await connect(which);
  // whoever changes or deletes that store meanwhile does not wait for this
  database.onversionchange = () => database.close();
  try {
    return await transact(database, stores, mode, work);
  } finally {
    database.close();
  }
};

/** One word of the phone's first store, whichever is in use: for the next start. @param {string} key @returns {Promise<any>} */
export const ofReal = (key) => within(REAL, ["meta"], "readonly", (of) => ask(of("meta").get(key)));

/** @param {string} key @param {any} value */
export const putInReal = (key, value) => within(REAL, ["meta"], "readwrite", (of) => ask(of("meta").put(value, key)));

/** A store is gone with all that is in it. @param {string} gone never the one in use */
export const dropStore = async (gone) => {
  if (gone === name) throw new Error("in_use");
  await ask(indexedDB.deleteDatabase(gone));
};

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
export const ask = (request) =>
  new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });

/**
 * One transaction. `work` may await requests of this transaction only; when it throws, nothing is written.
 * @template T
 * @param {string[]} stores
 * @param {IDBTransactionMode} mode
 * @param {(store: (name: string) => IDBObjectStore) => Promise<T>} work
 * @returns {Promise<T>}
 */
export const run = async (stores, mode, work) => {
  try {
    return await once(stores, mode, work);
  } catch (error) {
    if (!lost(error)) throw error;
    forget();
    return once(stores, mode, work);
  }
};

/** @template T @param {string[]} stores @param {IDBTransactionMode} mode @param {(store: (name: string) => IDBObjectStore) => Promise<T>} work @returns {Promise<T>} */
const once = async (stores, mode, work) => transact(await open(), stores, mode, work);

/** @template T @param {IDBDatabase} database @param {string[]} stores @param {IDBTransactionMode} mode @param {(store: (name: string) => IDBObjectStore) => Promise<T>} work @returns {Promise<T>} */
const transact = (database, stores, mode, work) =>
  new Promise((done, failed) => {
    const transaction = database.transaction(stores, mode, { durability: "strict" });
    /** @type {any} */
    let result;
    /** @type {any} */
    let reason;
    transaction.oncomplete = () => done(result);
    transaction.onabort = () => failed(reason ?? transaction.error ?? new DOMException("aborted", "AbortError"));
    work((name) => transaction.objectStore(name)).then(
      (value) => {
        result = value;
      },
      (error) => {
        reason = error;
        try {
          transaction.abort();
        } catch {
          failed(error);
        }
      },
    );
  });

/** @param {any} error */
const lost = (error) => ["UnknownError", "InvalidStateError"].includes(error?.name);

/** @param {string} store @param {IDBValidKey} key */
export const get = (store, key) => run([store], "readonly", (of) => ask(of(store).get(key)));

/** @param {string} store @returns {Promise<any[]>} */
export const all = (store) => run([store], "readonly", (of) => ask(of(store).getAll()));

/** @param {string} store @param {any} value @param {IDBValidKey} [key] */
export const put = (store, value, key) => run([store], "readwrite", (of) => ask(of(store).put(value, key)));

/** @param {string} store @param {IDBValidKey} key */
export const remove = (store, key) => run([store], "readwrite", (of) => ask(of(store).delete(key)));
