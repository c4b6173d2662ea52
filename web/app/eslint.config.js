import tseslint from "typescript-eslint";

// The pages run on Chrome 67 and Safari 14.1. The compiler's `lib` (ES2018) hides newer library functions from the
// source; what it cannot hide is forbidden here.
const tooNew = ["globalThis", "queueMicrotask", "structuredClone", "WeakRef", "FinalizationRegistry", "requestIdleCallback"];

export default tseslint.config(
  { ignores: ["dist/", "node_modules/", "**/*.mjs", "**/*.cjs", "eslint.config.js"] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: { allowDefaultProject: ["vitest.config.ts"] }, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
    },
  },
  {
    files: ["src/{crypto,ballot,tally,worker}/**"],
    rules: { "@typescript-eslint/explicit-module-boundary-types": "error" },
  },
  {
    files: ["src/**"],
    rules: {
      "no-console": "error",
      "no-restricted-globals": ["error", ...tooNew],
      "no-restricted-properties": ["error", { object: "Math", property: "random", message: "use crypto.getRandomValues" }],
    },
  },
);
