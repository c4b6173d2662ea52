// The English words of register-vi.ts. Built into words-en.js only.

import type * as Vi from "./register-vi.ts";

export const register: typeof Vi.register = {
  title: "Rating register",
};
