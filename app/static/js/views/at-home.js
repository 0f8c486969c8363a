/** The pages of work at somebody's home: loaded as one, after the first screen. */

export { amendPage } from "./amend.js";
export { correctPage } from "./correct.js";
export { deliveryPage } from "./delivery.js";
export { guidedPage } from "./guided.js";
export { ratingPage } from "./rating.js";
export { savedPage } from "./saved.js";
export { scanPage } from "./scan.js";
export { ticketPage } from "./ticket.js";
export { visitPage } from "./visit.js";
export { withdrawPage } from "./withdraw.js";
export { wizardPage } from "./wizard.js";
