// The one kind of error that means "this input is not acceptable", as opposed to a fault of ours. Its message is a short
// code; words for people are in src/words.

/** Input that was refused. `detail` says where, for logs and tests; it never holds a secret. */
export class Refusal extends Error {
  readonly detail: string;

  constructor(code: string, detail = "") {
    super(code);
    this.name = "Refusal";
    this.detail = detail;
  }
}

/** Throws the refusal `code` unless the condition holds. */
export function demand(condition: boolean, code: string, detail = ""): asserts condition {
  if (!condition) throw new Refusal(code, detail);
}

/** Runs `work`; whatever is refused inside is refused as `code` outside, with the inner code as its detail. */
export function refusedAs<T>(code: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refusal) throw new Refusal(code, error.detail === "" ? error.message : `${error.message} ${error.detail}`);
    throw error;
  }
}
