import tseslint from "typescript-eslint";
import { newGlobals } from "./oldest/known.mjs";
import oldBrowsers from "./oldest/rule.mjs";

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
    plugins: { oldest: { rules: { members: oldBrowsers } } },
    rules: {
      "no-console": "error",
      "no-restricted-globals": ["error", ...newGlobals],
      "oldest/members": "error",
      "no-restricted-properties": ["error", { object: "Math", property: "random", message: "use crypto.getRandomValues" }],
    },
  },
);
