/** IndexedDB in memory, as far as the phone's store uses it; it can be full, and the phone can die at any commit. */

/** What waits for the event loop; a turn is long enough for every promise that hangs on the answer before. */
const later = (work) => setImmediate(work);

/** @param {any} value a copy, as a disk would give it back; keys are handles and stay what they are */
const copied = (value) => {
  if (value instanceof CryptoKey || value === null || typeof value !== "object") return value;
  if (value instanceof ArrayBuffer) return value.slice(0);
  if (ArrayBuffer.isView(value)) return value.slice();
  if (Array.isArray(value)) return value.map(copied);
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, copied(one)]));
};

/** A phone's disk: what was committed; `quota` writes are left until it is full, `deaths` commits until the phone dies. */
export class Disk {
  constructor(version) {
    this.version = version;
    this.stores = new Map();
    this.open = new Set();
    this.quota = Number.POSITIVE_INFINITY;
    this.deaths = Number.POSITIVE_INFINITY;
    this.dead = () => {};
    // what lived in memory when the phone died hangs in the air for ever
    this.life = 0;
  }

  /** @param {number} version as a release made it */
  made(version) {
    for (const name of ["keys", "meta"]) this.stores.set(name, { rows: new Map() });
    for (const name of ["drafts", "outbox", "cases"]) this.stores.set(name, { rows: new Map(), keyPath: "id" });
    this.stores.set("parts", { rows: new Map(), keyPath: "sha256" });
    if (version > 1) this.stores.set("visits", { rows: new Map(), keyPath: "id" });
    this.version = version;
    return this;
  }

  /** @param {string} store @param {any} key */
  row(store, key) {
    return this.stores.get(store).rows.get(key);
  }

  /** The connections are gone, as when the system takes them or another phone is looked at. */
  close() {
    for (const one of this.open) one.onclose?.();
    this.open.clear();
  }

  factory() {
    return { open: (_name, version) => this.connect(version) };
  }

  /** @param {number} version */
  connect(version) {
    const database = {
      createObjectStore: (name, options = {}) => {
        this.stores.set(name, { rows: new Map(), keyPath: options.keyPath });
        return { createIndex: () => {} };
      },
      transaction: (names, mode) => new Transaction(this, names, mode),
      close: () => this.open.delete(database),
    };
    const request = { result: database };
    later(() => {
      const from = this.version;
      if (from < version) request.onupgradeneeded?.({ oldVersion: from });
      this.version = version;
      this.open.add(database);
      request.onsuccess?.();
    });
    return request;
  }
}

class Transaction {
  /** @param {Disk} disk @param {string[]} names @param {string} mode */
  constructor(disk, names, mode) {
    Object.assign(this, { disk, mode, pending: 0, over: false, error: null, life: disk.life });
    this.work = new Map(names.map((name) => [name, new Map()]));
    later(() => this.settle());
  }

  /** @param {string} name */
  objectStore(name) {
    const { rows, keyPath } = this.disk.stores.get(name);
    const changed = this.work.get(name);
    const read = (key) => copied(changed.has(key) ? changed.get(key) : rows.get(key));
    return {
      get: (key) => this.request(() => read(key)),
      getKey: (key) => this.request(() => (read(key) === undefined ? undefined : key)),
      getAll: () => this.request(() => this.everything(rows, changed)),
      delete: (key) => this.request(() => void changed.set(key, undefined)),
      put: (value, key) =>
        this.request(() => {
          this.disk.quota -= 1;
          if (this.disk.quota < 0) throw new DOMException("full", "QuotaExceededError");
          changed.set(keyPath ? value[keyPath] : key, copied(value));
        }),
    };
  }

  everything(rows, changed) {
    const keys = [...new Set([...rows.keys(), ...changed.keys()])].sort();
    return keys.map((key) => copied(changed.has(key) ? changed.get(key) : rows.get(key))).filter((one) => one !== undefined);
  }

  /** @param {() => any} act */
  request(act) {
    if (this.over) throw new DOMException("over", "TransactionInactiveError");
    const request = {};
    this.pending += 1;
    later(() => {
      if (this.over || this.life !== this.disk.life) return;
      try {
        request.result = act();
        request.onsuccess?.();
      } catch (error) {
        request.error = this.error = error;
        request.onerror?.();
        this.abort();
      }
      this.pending -= 1;
      later(() => this.settle());
    });
    return request;
  }

  abort() {
    if (this.over) return;
    this.over = true;
    later(() => this.onabort?.());
  }

  settle() {
    if (this.over || this.pending || this.life !== this.disk.life) return;
    this.over = true;
    const write = this.mode === "readwrite";
    if (write && this.dies()) return;
    for (const [name, changed] of this.work) {
      for (const [key, value] of changed) {
        const { rows } = this.disk.stores.get(name);
        if (value === undefined) rows.delete(key);
        else rows.set(key, value);
      }
    }
    if (write && this.dies()) return;
    this.oncomplete?.();
  }

  dies() {
    this.disk.deaths -= 1;
    if (this.disk.deaths >= 0) return false;
    this.disk.deaths = Number.POSITIVE_INFINITY;
    this.disk.dead();
    return true;
  }
}
