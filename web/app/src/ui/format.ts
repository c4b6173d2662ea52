/** "60,0 %" (the space does not break): part of whole with one decimal, comma as in Vietnamese; a whole of 0 gives 0. */
export function percent(part: number, whole: number): string {
  return permille(whole > 0 ? Math.round((part * 1000) / whole) : 0);
}

export function permille(value: number): string {
  return `${Math.floor(value / 10)},${value % 10}\u00a0%`;
}

/** "12.345", for numbers of people and ballots. */
export function figure(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ".");
}

/** "148,8" of 14880 hundredths: no more decimals than there are. */
export function hundredths(n: number): string {
  const rest = String(n % 100).padStart(2, "0").replace(/0+$/, "");
  return figure(Math.floor(n / 100)) + (rest ? `,${rest}` : "");
}

/** For searching: lower case without marks, đ as d. */
export function plain(text: string): string {
  return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d").replace(/Đ/g, "D").toLowerCase().trim();
}

/** The eight characters by which people compare a device's id, in two groups. */
export function idCode(id: string): string {
  return `${id.slice(0, 4)} ${id.slice(4, 8)}`.toUpperCase();
}
