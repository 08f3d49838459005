import type { Order } from "./orders.js";
import { total } from "./prices.js";
