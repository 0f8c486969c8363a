/** How much room the browser gives us, and whether it promised to keep what is here. */

/** Bytes that are left; null where the browser does not say. */
export const roomLeft = async () => {
  const room = await navigator.storage?.estimate?.();
  return room?.quota === undefined ? null : room.quota - (room.usage ?? 0);
};

/** Whether the browser promised not to clear this store by itself. */
export const isKept = async () => Boolean(await navigator.storage?.persisted?.());

/** Asks for that promise. */
export const askToKeep = async () => Boolean(await navigator.storage?.persist?.().catch(() => false));
