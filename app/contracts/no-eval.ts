/**
 * Keeps zod from compiling schemas with `new Function`. The content security policy forbids that, so the browser would
 * report a violation on each page with a form, and zod would go on without it. Imported by the contracts of forms.
 */
import { config } from "zod";

config({ jitless: true });
