/** One window works on a thing at a time: two would each keep what the other did not see. */

/** A window that is closing lets go a moment later. */
const MOMENT = 400;

let held = "";
let letGo = () => {};
/** What the window does whose thing was taken over by another. @type {() => void} */
let lost = () => {};

/** @param {() => void} work */
export const whenTaken = (work) => {
  lost = work;
};

/** Whether this window has it now. @param {string} thing "" lets go of what was held @param {boolean} [over] takes it from the other window */
export const take = (thing, over = false) => {
  // one after another: two pages drawn in a moment never take a thing from each other
  turn = turn.then(() => taken(thing, over));
  return turn;
};

/** @type {Promise<boolean>} */
let turn = Promise.resolve(true);

/** @param {string} thing @param {boolean} over */
const taken = async (thing, over) => {
  if (!navigator.locks || (held === thing && !over)) return true;
  letGo();
  held = "";
  if (!thing) return true;
  return (await ask(thing, over)) || (await new Promise((done) => setTimeout(done, MOMENT)).then(() => ask(thing, over)));
};

/** @param {string} thing @param {boolean} over @returns {Promise<boolean>} */
const ask = (thing, over) =>
  new Promise((answered) => {
    const options = over ? { steal: true } : { ifAvailable: true };
    navigator.locks
      .request(`tannha-open ${thing}`, options, (lock) => {
        answered(Boolean(lock));
        if (!lock) return undefined;
        held = thing;
        return new Promise((done) => {
          letGo = () => done(undefined);
        });
      })
      .catch(() => {
        // another window took it over
        if (held !== thing) return;
        held = "";
        lost();
      });
  });
