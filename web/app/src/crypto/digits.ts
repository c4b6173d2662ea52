// The check digit of what people type, by Damm's quasigroup: it catches every single wrong digit and every swap of two
// neighbours.

const table = [
  "0317598642", "7092154863", "4206871359", "1750983426", "6123045978", "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
];

/** The digit to write after these digits. */
export function checkDigit(digits: string): string {
  return digits.split("").reduce((interim, digit) => (table[Number(interim)] ?? "").charAt(Number(digit)), "0");
}

/** Whether a number ends in its own check digit. */
export function checked(digits: string): boolean {
  return /^\d+$/.test(digits) && checkDigit(digits) === "0";
}
