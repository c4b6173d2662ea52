/** The name on window under which words-en.js leaves its words. */
export const ENGLISH = "phieukinEnglish";
